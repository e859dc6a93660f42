<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Amounts</name>
    <message numerus="yes">
        <source>%Ln garments</source>
        <translation>
            <numerusform>%Ln garment</numerusform>
            <numerusform>%Ln garments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>for %Ln garments</source>
        <translation>
            <numerusform>for %Ln garment</numerusform>
            <numerusform>for %Ln garments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln nearly identical garments</source>
        <translation>
            <numerusform>%Ln nearly identical garment</numerusform>
            <numerusform>%Ln nearly identical garments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos that show none are left out</source>
        <translation>
            <numerusform>%Ln photo that shows none is left out</numerusform>
            <numerusform>%Ln photos that show none are left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message numerus="yes">
        <source>%Ln photos are left out, as it is not sure what they show.</source>
        <translation>
            <numerusform>%Ln photo is left out, as it is not sure what it shows.</numerusform>
            <numerusform>%Ln photos are left out, as it is not sure what they show.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardFiles</name>
    <message numerus="yes">
        <source>{name} is saved, with copies of %Ln photos.</source>
        <translation>
            <numerusform>{name} is saved, with a copy of %Ln photo.</numerusform>
            <numerusform>{name} is saved, with copies of %Ln photos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be copied.</source>
        <translation>
            <numerusform>%Ln photo could not be copied.</numerusform>
            <numerusform>%Ln photos could not be copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of its photos are not in your folders. Add the folder {name}, and they lie there.</source>
        <translation>
            <numerusform>%Ln of its photos is not in your folders. Add the folder {name}, and it lies there.</numerusform>
            <numerusform>%Ln of its photos are not in your folders. Add the folder {name}, and they lie there.</numerusform>
        </translation>
    </message>
</context>
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
    <name>Collecting</name>
    <message numerus="yes">
        <source>Add %Ln photos to a collection</source>
        <translation>
            <numerusform>Add %Ln photo to a collection</numerusform>
            <numerusform>Add %Ln photos to a collection</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are in {name}.</source>
        <translation>
            <numerusform>%Ln photo is in {name}.</numerusform>
            <numerusform>%Ln photos are in {name}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are not in {name} any more.</source>
        <translation>
            <numerusform>%Ln photo is not in {name} any more.</numerusform>
            <numerusform>%Ln photos are not in {name} any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message numerus="yes">
        <source>Remove %Ln photos from favourites</source>
        <translation>
            <numerusform>Remove %Ln photo from favourites</numerusform>
            <numerusform>Remove %Ln photos from favourites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln photos to favourites</source>
        <translation>
            <numerusform>Add %Ln photo to favourites</numerusform>
            <numerusform>Add %Ln photos to favourites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photos to the trash</source>
        <translation>
            <numerusform>Move %Ln photo to the trash</numerusform>
            <numerusform>Move %Ln photos to the trash</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FactTexts</name>
    <message numerus="yes">
        <source>Worn on %Ln days</source>
        <translation>
            <numerusform>Worn on %Ln day</numerusform>
            <numerusform>Worn on %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Facts are known of %Ln garments.</source>
        <translation>
            <numerusform>Facts are known of %Ln garment.</numerusform>
            <numerusform>Facts are known of %Ln garments.</numerusform>
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
    <name>GroupPane</name>
    <message numerus="yes">
        <source>Show %Ln more</source>
        <translation>
            <numerusform>Show %Ln more</numerusform>
            <numerusform>Show %Ln more</numerusform>
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
    <message numerus="yes">
        <source>%Ln paths copied</source>
        <translation>
            <numerusform>%Ln path copied</numerusform>
            <numerusform>%Ln paths copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open %Ln photos</source>
        <translation>
            <numerusform>Open %Ln photo</numerusform>
            <numerusform>Open %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln photos in folder</source>
        <translation>
            <numerusform>Show %Ln photo in folder</numerusform>
            <numerusform>Show %Ln photos in folder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln photos</source>
        <translation>
            <numerusform>Copy %Ln photo</numerusform>
            <numerusform>Copy %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln paths</source>
        <translation>
            <numerusform>Copy %Ln path</numerusform>
            <numerusform>Copy %Ln paths</numerusform>
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
        <source>%Ln more of this garment left out</source>
        <translation>
            <numerusform>%Ln more of this garment left out</numerusform>
            <numerusform>%Ln more of this garment left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Selection</name>
    <message numerus="yes">
        <source>Find what is like these %Ln photos</source>
        <translation>
            <numerusform>Find what is like this %Ln photo</numerusform>
            <numerusform>Find what is like these %Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>%Ln photos selected</source>
        <translation>
            <numerusform>%Ln photo selected</numerusform>
            <numerusform>%Ln photos selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShareMenu</name>
    <message numerus="yes">
        <source>%Ln selected photos</source>
        <translation>
            <numerusform>%Ln selected photo</numerusform>
            <numerusform>%Ln selected photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message numerus="yes">
        <source>%Ln photos copied</source>
        <translation>
            <numerusform>%Ln photo copied</numerusform>
            <numerusform>%Ln photos copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>List of %Ln photos copied</source>
        <translation>
            <numerusform>List of %Ln photo copied</numerusform>
            <numerusform>List of %Ln photos copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos copied to {folder}</source>
        <translation>
            <numerusform>%Ln photo copied to {folder}</numerusform>
            <numerusform>%Ln photos copied to {folder}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be read ({why}), such as {name}.</source>
        <translation>
            <numerusform>%Ln photo could not be read ({why}), such as {name}.</numerusform>
            <numerusform>%Ln photos could not be read ({why}), such as {name}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SheetDialog</name>
    <message numerus="yes">
        <source>%Ln pages</source>
        <translation>
            <numerusform>%Ln page</numerusform>
            <numerusform>%Ln pages</numerusform>
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
    <name>Tables</name>
    <message numerus="yes">
        <source>%Ln further rows could not be used.</source>
        <translation>
            <numerusform>%Ln further row could not be used.</numerusform>
            <numerusform>%Ln further rows could not be used.</numerusform>
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
    <name>TickBar</name>
    <message numerus="yes">
        <source>%Ln photos are ticked</source>
        <translation>
            <numerusform>%Ln photo is ticked</numerusform>
            <numerusform>%Ln photos are ticked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wearing</name>
    <message numerus="yes">
        <source>The facts of %Ln photos were taken over.</source>
        <translation>
            <numerusform>The facts of %Ln photo were taken over.</numerusform>
            <numerusform>The facts of %Ln photos were taken over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos show what was worn today.</source>
        <translation>
            <numerusform>%Ln photo shows what was worn today.</numerusform>
            <numerusform>%Ln photos show what was worn today.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos show what was not worn today.</source>
        <translation>
            <numerusform>%Ln photo shows what was not worn today.</numerusform>
            <numerusform>%Ln photos show what was not worn today.</numerusform>
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
