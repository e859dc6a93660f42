<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CacheSection</name>
    <message numerus="yes">
        <source>%Ln thumbnails</source>
        <translation>
            <numerusform>%Ln thumbnail</numerusform>
            <numerusform>%Ln thumbnails</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FailuresDialog</name>
    <message numerus="yes">
        <source>%Ln photos could not be read</source>
        <translation>
            <numerusform>%Ln photo could not be read</numerusform>
            <numerusform>%Ln photos could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderCare</name>
    <message numerus="yes">
        <source>%Ln photos were compared.</source>
        <translation>
            <numerusform>%Ln photo was compared.</numerusform>
            <numerusform>%Ln photos were compared.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos hold something else than before and are read anew.</source>
        <translation>
            <numerusform>%Ln photo holds something else than before and is read anew.</numerusform>
            <numerusform>%Ln photos hold something else than before and are read anew.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What was known of %Ln photos was damaged and is computed anew.</source>
        <translation>
            <numerusform>What was known of %Ln photo was damaged and is computed anew.</numerusform>
            <numerusform>What was known of %Ln photos was damaged and is computed anew.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be read.</source>
        <translation>
            <numerusform>%Ln photo could not be read.</numerusform>
            <numerusform>%Ln photos could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{folder} is forgotten: what was known of %Ln photos is removed.</source>
        <translation>
            <numerusform>{folder} is forgotten: what was known of %Ln photo is removed.</numerusform>
            <numerusform>{folder} is forgotten: what was known of %Ln photos is removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message numerus="yes">
        <source>Kind of %Ln photos</source>
        <translation>
            <numerusform>Kind of %Ln photo</numerusform>
            <numerusform>Kind of %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are again what Twinset sees in them.</source>
        <translation>
            <numerusform>%Ln photo is again what Twinset sees in it.</numerusform>
            <numerusform>%Ln photos are again what Twinset sees in them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos – you said: {kind}.</source>
        <translation>
            <numerusform>%Ln photo – you said: {kind}.</numerusform>
            <numerusform>%Ln photos – you said: {kind}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message numerus="yes">
        <source>Move %Ln photos to the trash?</source>
        <translation>
            <numerusform>Move %Ln photo to the trash?</numerusform>
            <numerusform>Move %Ln photos to the trash?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are in the trash.</source>
        <translation>
            <numerusform>%Ln photo is in the trash.</numerusform>
            <numerusform>%Ln photos are in the trash.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be moved to the trash.</source>
        <translation>
            <numerusform>%Ln photo could not be moved to the trash.</numerusform>
            <numerusform>%Ln photos could not be moved to the trash.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are back.</source>
        <translation>
            <numerusform>%Ln photo is back.</numerusform>
            <numerusform>%Ln photos are back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be brought back from the trash.</source>
        <translation>
            <numerusform>%Ln photo could not be brought back from the trash.</numerusform>
            <numerusform>%Ln photos could not be brought back from the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OtherNetworks</name>
    <message numerus="yes">
        <source>{size} for %Ln photos</source>
        <translation>
            <numerusform>{size} for %Ln photo</numerusform>
            <numerusform>{size} for %Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message numerus="yes">
        <source>%Ln photos copied</source>
        <translation>
            <numerusform>%Ln photo copied</numerusform>
            <numerusform>%Ln photos copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueryStrip</name>
    <message numerus="yes">
        <source>Most similar to a part of {name} and %Ln more</source>
        <translation>
            <numerusform>Most similar to a part of {name} and %Ln more</numerusform>
            <numerusform>Most similar to a part of {name} and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Most similar to {name} and %Ln more</source>
        <translation>
            <numerusform>Most similar to {name} and %Ln more</numerusform>
            <numerusform>Most similar to {name} and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} and %Ln more</source>
        <translation>
            <numerusform>{name} and %Ln more</numerusform>
            <numerusform>{name} and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos, nearest first</source>
        <translation>
            <numerusform>%Ln photo, nearest first</numerusform>
            <numerusform>%Ln photos, nearest first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln near duplicates hidden</source>
        <translation>
            <numerusform>%Ln near duplicate hidden</numerusform>
            <numerusform>%Ln near duplicates hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%Ln photos could not be read</source>
        <translation>
            <numerusform>%Ln photo could not be read</numerusform>
            <numerusform>%Ln photos could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Looking for photos: %Ln folders</source>
        <translation>
            <numerusform>Looking for photos: %Ln folder</numerusform>
            <numerusform>Looking for photos: %Ln folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ThumbnailCare</name>
    <message numerus="yes">
        <source>Removed %Ln thumbnails; {size} freed.</source>
        <translation>
            <numerusform>Removed %Ln thumbnail; {size} freed.</numerusform>
            <numerusform>Removed %Ln thumbnails; {size} freed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed the thumbnails of %Ln photos that are gone; {size} freed.</source>
        <translation>
            <numerusform>Removed the thumbnails of %Ln photo that is gone; {size} freed.</numerusform>
            <numerusform>Removed the thumbnails of %Ln photos that are gone; {size} freed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Amounts</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seconds</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
</context>
</TS>
