<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Twinset</source>
        <translation>Über Twinset</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Whose work is in Twinset</source>
        <translation>Wessen Arbeit in Twinset steckt</translation>
    </message>
    <message>
        <source>What runs here, and its licences:</source>
        <translation>Was hier läuft, und unter welchen Lizenzen:</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Free software under the Apache License 2.0</source>
        <translation>Freie Software unter der Apache-Lizenz 2.0</translation>
    </message>
    <message>
        <source>Your photos never leave this computer.</source>
        <translation>Die Fotos verlassen diesen Computer nie.</translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message numerus="yes">
        <source>%Ln garments</source>
        <translation>
            <numerusform>%Ln Kleidungsstück</numerusform>
            <numerusform>%Ln Kleidungsstücke</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: {garments}, {percent} %</source>
        <translation>{name}: {garments}, {percent} %</translation>
    </message>
    <message numerus="yes">
        <source>for %Ln garments</source>
        <translation>
            <numerusform>für %Ln Stück</numerusform>
            <numerusform>für %Ln Stücke</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln nearly identical garments</source>
        <translation>
            <numerusform>%Ln fast gleiches Kleidungsstück</numerusform>
            <numerusform>%Ln fast gleiche Kleidungsstücke</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos that show none are left out</source>
        <translation>
            <numerusform>%Ln Foto, auf dem keins ist, zählt nicht mit</numerusform>
            <numerusform>%Ln Fotos, auf denen keins ist, zählen nicht mit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>your picture</source>
        <translation>eigenes Bild</translation>
    </message>
    <message>
        <source>First choose the folder with your clothes; then this photo is looked for in it.</source>
        <translation>Zuerst den Ordner mit der eigenen Kleidung wählen; dann wird darin nach diesem Foto gesucht.</translation>
    </message>
    <message>
        <source>Search the folder it is in</source>
        <translation>In seinem Ordner suchen</translation>
    </message>
</context>
<context>
    <name>AspectBars</name>
    <message>
        <source>How alike: {values}</source>
        <translation>Wie ähnlich: {values}</translation>
    </message>
    <message>
        <source>A full bar is the same, an empty one as different as two photos picked at random</source>
        <translation>Ein voller Balken ist gleich, ein leerer so verschieden wie zwei zufällig gewählte Fotos</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>What goes with the garment</source>
        <translation>Was zu dem Kleidungsstück passt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are left out, as it is not sure what they show.</source>
        <translation>
            <numerusform>%Ln Foto fehlt hier, weil nicht sicher ist, was es zeigt.</numerusform>
            <numerusform>%Ln Fotos fehlen hier, weil nicht sicher ist, was sie zeigen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardBar</name>
    <message>
        <source>All that can be done with a board</source>
        <translation>Alles, was mit einer Pinnwand geht</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Pinnwand</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation>Freistellen</translation>
    </message>
    <message>
        <source>Without its background, or with it</source>
        <translation>Ohne Hintergrund oder mit ihm</translation>
    </message>
    <message>
        <source>To the front</source>
        <translation>Nach vorn</translation>
    </message>
    <message>
        <source>To the back</source>
        <translation>Nach hinten</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>Abnehmen</translation>
    </message>
    <message>
        <source>Take off the board; the photo stays</source>
        <translation>Von der Pinnwand nehmen; das Foto bleibt</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>Näher heran</translation>
    </message>
    <message>
        <source>Farther away</source>
        <translation>Weiter weg</translation>
    </message>
    <message>
        <source>The whole board</source>
        <translation>Die ganze Pinnwand</translation>
    </message>
    <message>
        <source>Board {name}: all that can be done</source>
        <translation>Pinnwand {name}: alles, was möglich ist</translation>
    </message>
    <message>
        <source>{photos}, {n} not here</source>
        <translation>{photos}, {n} nicht da</translation>
    </message>
</context>
<context>
    <name>BoardEntries</name>
    <message>
        <source>Show the whole photo</source>
        <translation>Das ganze Foto zeigen</translation>
    </message>
    <message>
        <source>Cut out of its background</source>
        <translation>Freistellen</translation>
    </message>
    <message>
        <source>Bring to the front</source>
        <translation>Nach vorn holen</translation>
    </message>
    <message>
        <source>Send to the back</source>
        <translation>Nach hinten legen</translation>
    </message>
    <message>
        <source>Take off {name}</source>
        <translation>Von {name} abnehmen</translation>
    </message>
    <message>
        <source>Use the first photo as cover</source>
        <translation>Das erste Foto als Titelbild nehmen</translation>
    </message>
    <message>
        <source>Use as cover</source>
        <translation>Als Titelbild nehmen</translation>
    </message>
</context>
<context>
    <name>BoardFiles</name>
    <message>
        <source>Saving {name}…</source>
        <translation>{name} wird gespeichert …</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Gespeichert als {name}</translation>
    </message>
    <message numerus="yes">
        <source>{name} is saved, with copies of %Ln photos.</source>
        <translation>
            <numerusform>{name} ist gespeichert, mit der Kopie von %Ln Foto.</numerusform>
            <numerusform>{name} ist gespeichert, mit Kopien von %Ln Fotos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be copied.</source>
        <translation>
            <numerusform>%Ln Foto konnte nicht kopiert werden.</numerusform>
            <numerusform>%Ln Fotos konnten nicht kopiert werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} wird gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of its photos are not in your folders. Add the folder {name}, and they lie there.</source>
        <translation>
            <numerusform>%Ln Foto davon liegt in keinem der Ordner. Den Ordner {name} hinzufügen, dann liegt es da.</numerusform>
            <numerusform>%Ln Fotos davon liegen in keinem der Ordner. Den Ordner {name} hinzufügen, dann liegen sie da.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardList</name>
    <message>
        <source>Boards</source>
        <translation>Pinnwände</translation>
    </message>
</context>
<context>
    <name>BoardPanel</name>
    <message>
        <source>Boards</source>
        <translation>Pinnwände</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>New board</source>
        <translation>Neue Pinnwand</translation>
    </message>
    <message>
        <source>Import a board from a folder</source>
        <translation>Eine Pinnwand aus einem Ordner holen</translation>
    </message>
</context>
<context>
    <name>BoardsPage</name>
    <message>
        <source>Boards</source>
        <translation>Pinnwände</translation>
    </message>
    <message>
        <source>Outfits, packing lists and other boards, laid out by hand</source>
        <translation>Outfits, Packlisten und andere Pinnwände, von Hand gelegt</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
</context>
<context>
    <name>BrowseBar</name>
    <message>
        <source>Clear all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Neu ordnen</translation>
    </message>
    <message>
        <source>More is known of the photos by now: order them anew</source>
        <translation>Über die Fotos ist inzwischen mehr bekannt: neu ordnen</translation>
    </message>
    <message>
        <source>Stacks</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Stack photos of the same garment</source>
        <translation>Fotos desselben Kleidungsstücks stapeln</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>Umgekehrt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>Zuletzt dazugekommen</translation>
    </message>
    <message>
        <source>Collection&apos;s order</source>
        <translation>Reihenfolge der Sammlung</translation>
    </message>
    <message>
        <source>Chosen ({n})</source>
        <translation>Ausgewählt ({n})</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>{sort}, reversed</source>
        <translation>{sort}, umgekehrt</translation>
    </message>
    <message>
        <source>Your words</source>
        <translation>Eigene Worte</translation>
    </message>
    <message>
        <source>Sorted by: {sort}</source>
        <translation>Sortiert nach: {sort}</translation>
    </message>
    <message>
        <source>favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Remove the filter {name}</source>
        <translation>Filter „{name}“ entfernen</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} von {total}</translation>
    </message>
    <message>
        <source>Sorting…</source>
        <translation>Wird sortiert …</translation>
    </message>
</context>
<context>
    <name>BrowsePage</name>
    <message>
        <source>Browse</source>
        <translation>Stöbern</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>Fold this stack</source>
        <translation>Stapel zusammenlegen</translation>
    </message>
    <message>
        <source>Lay out this stack</source>
        <translation>Stapel ausbreiten</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter entfernen</translation>
    </message>
    <message>
        <source>No photo passes all filters.</source>
        <translation>Kein Foto passt zu allen Filtern.</translation>
    </message>
</context>
<context>
    <name>CacheSection</name>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>Another place takes new thumbnails only; nothing is moved.</source>
        <translation>Ein anderer Ort gilt nur für neue Vorschaubilder; nichts wird verschoben.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Keep thumbnails in another folder</source>
        <translation>Vorschaubilder in einem anderen Ordner aufbewahren</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the folder of thumbnails</source>
        <translation>Ordner der Vorschaubilder öffnen</translation>
    </message>
    <message>
        <source>Usual place</source>
        <translation>Üblicher Ort</translation>
    </message>
    <message>
        <source>Keep thumbnails in the usual place again</source>
        <translation>Vorschaubilder wieder am üblichen Ort aufbewahren</translation>
    </message>
    <message>
        <source>Check every photo</source>
        <translation>Jedes Foto prüfen</translation>
    </message>
    <message>
        <source>Remove what is gone</source>
        <translation>Verwaistes entfernen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Remove all thumbnails</source>
        <translation>Alle Vorschaubilder entfernen</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>The most room that thumbnails may take, in megabytes</source>
        <translation>So viel Platz dürfen Vorschaubilder höchstens belegen, in Megabyte</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Cleared ones are made again when needed, or when their drive is back.</source>
        <translation>Geleertes entsteht bei Bedarf neu, oder sobald das Laufwerk wieder da ist.</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>What was not seen for longest is removed first.</source>
        <translation>Was am längsten nicht zu sehen war, wird zuerst entfernt.</translation>
    </message>
    <message>
        <source>Finds photos that were replaced though their size and date are the same. Reads every file.</source>
        <translation>Findet Fotos, die ersetzt wurden, obwohl Größe und Datum gleich blieben. Liest jede Datei.</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%Ln thumbnails</source>
        <translation>
            <numerusform>%Ln Vorschaubild</numerusform>
            <numerusform>%Ln Vorschaubilder</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} in {thumbnails}</source>
        <translation>{size} in {thumbnails}</translation>
    </message>
    <message>
        <source>New thumbnails go there from now on; nothing was moved.</source>
        <translation>Neue Vorschaubilder kommen ab jetzt dorthin; nichts wurde verschoben.</translation>
    </message>
    <message>
        <source>Choose a folder for thumbnails</source>
        <translation>Ordner für Vorschaubilder wählen</translation>
    </message>
    <message>
        <source>The file manager could not be started.</source>
        <translation>Die Dateiverwaltung ließ sich nicht starten.</translation>
    </message>
    <message>
        <source>Looking for what is gone…</source>
        <translation>Verwaistes wird gesucht …</translation>
    </message>
    <message>
        <source>Removing all thumbnails…</source>
        <translation>Alle Vorschaubilder werden entfernt …</translation>
    </message>
</context>
<context>
    <name>Changing</name>
    <message>
        <source>{name} is as it was before.</source>
        <translation>{name} ist, wie es vorher war.</translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message>
        <source>No photo lies within this line.</source>
        <translation>Innerhalb dieser Linie liegt kein Foto.</translation>
    </message>
</context>
<context>
    <name>Collecting</name>
    <message>
        <source>Only photos of your folders that have been read can be put into a collection.</source>
        <translation>In eine Sammlung können nur Fotos der eigenen Ordner, die schon gelesen sind.</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>Neue Sammlung …</translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln photos to a collection</source>
        <translation>
            <numerusform>%Ln Foto zu einer Sammlung hinzufügen</numerusform>
            <numerusform>%Ln Fotos zu einer Sammlung hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add to a collection</source>
        <translation>Zu einer Sammlung hinzufügen</translation>
    </message>
    <message>
        <source>{name} holds what passes its filters; photos cannot be put into it by hand.</source>
        <translation>{name} enthält, was zu ihren Filtern passt; von Hand kommt kein Foto hinein.</translation>
    </message>
    <message>
        <source>They are all in {name} already.</source>
        <translation>Alle liegen schon in {name}.</translation>
    </message>
    <message>
        <source>{photo} is in {name}.</source>
        <translation>{photo} ist in {name}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are in {name}.</source>
        <translation>
            <numerusform>%Ln Foto ist in {name}.</numerusform>
            <numerusform>%Ln Fotos sind in {name}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is as it was before.</source>
        <translation>{name} ist wieder wie vorher.</translation>
    </message>
    <message>
        <source>{photo} is not in {name} any more.</source>
        <translation>{photo} ist nicht mehr in {name}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are not in {name} any more.</source>
        <translation>
            <numerusform>%Ln Foto ist nicht mehr in {name}.</numerusform>
            <numerusform>%Ln Fotos sind nicht mehr in {name}.</numerusform>
        </translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>Neue Sammlung</translation>
    </message>
    <message>
        <source>New collection of all that passes these filters</source>
        <translation>Neue Sammlung von allem, was zu diesen Filtern passt</translation>
    </message>
    <message>
        <source>{name} holds all that passes these filters, now and later.</source>
        <translation>{name} enthält alles, was zu diesen Filtern passt, jetzt und später.</translation>
    </message>
    <message>
        <source>{name} is gone again.</source>
        <translation>{name} ist wieder weg.</translation>
    </message>
    <message>
        <source>New board</source>
        <translation>Neue Pinnwand</translation>
    </message>
    <message>
        <source>{name} is there; now put photos on it.</source>
        <translation>{name} ist da; jetzt fehlen nur die Fotos.</translation>
    </message>
    <message>
        <source>{name} ({n})</source>
        <translation>{name} ({n})</translation>
    </message>
    <message>
        <source>{name} is there.</source>
        <translation>{name} ist da.</translation>
    </message>
    <message>
        <source>There is a collection {name} already; choose another name.</source>
        <translation>Eine Sammlung {name} gibt es schon; bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Another name for the collection</source>
        <translation>Anderer Name für die Sammlung</translation>
    </message>
    <message>
        <source>The collection is called {name}.</source>
        <translation>Die Sammlung heißt {name}.</translation>
    </message>
    <message>
        <source>The collection {name} is gone; its photos stay.</source>
        <translation>Die Sammlung {name} ist weg; ihre Fotos bleiben.</translation>
    </message>
    <message>
        <source>{name} is back.</source>
        <translation>{name} ist wieder da.</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
</context>
<context>
    <name>ColourFilter</name>
    <message>
        <source>Pick a colour from the photo</source>
        <translation>Farbe aus dem Foto aufnehmen</translation>
    </message>
    <message>
        <source>Choose another colour</source>
        <translation>Andere Farbe wählen</translation>
    </message>
    <message>
        <source>Any colour</source>
        <translation>Jede Farbe</translation>
    </message>
    <message>
        <source>Only photos with {colour}</source>
        <translation>Nur Fotos mit {colour}</translation>
    </message>
</context>
<context>
    <name>CopyCard</name>
    <message>
        <source>Best</source>
        <translation>Das beste</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>Ungleich</translation>
    </message>
    <message>
        <source>Move {name} to the trash</source>
        <translation>{name} in den Papierkorb</translation>
    </message>
    <message>
        <source>{name} is not the same</source>
        <translation>{name} ist nicht dasselbe</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Delete the board; its photos stay</source>
        <translation>Die Pinnwand löschen; ihre Fotos bleiben</translation>
    </message>
    <message>
        <source>Save as picture (PNG)…</source>
        <translation>Als Bild speichern (PNG) …</translation>
    </message>
    <message>
        <source>Save as document (PDF)…</source>
        <translation>Als Dokument speichern (PDF) …</translation>
    </message>
    <message>
        <source>Save as a folder with copies of the photos…</source>
        <translation>Als Ordner mit Kopien der Fotos speichern …</translation>
    </message>
    <message>
        <source>New board…</source>
        <translation>Neue Pinnwand …</translation>
    </message>
    <message>
        <source>Import a board from a folder…</source>
        <translation>Eine Pinnwand aus einem Ordner holen …</translation>
    </message>
    <message>
        <source>Save the board as picture</source>
        <translation>Die Pinnwand als Bild speichern</translation>
    </message>
    <message>
        <source>Choose where the folder of this board is to be made</source>
        <translation>Wo der Ordner dieser Pinnwand entstehen soll</translation>
    </message>
    <message>
        <source>Choose the folder of a board</source>
        <translation>Den Ordner einer Pinnwand wählen</translation>
    </message>
</context>
<context>
    <name>DetailBar</name>
    <message>
        <source>Swap</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>Why it matched</source>
        <translation>Warum das passt</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>Nicht dasselbe</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger davon</translation>
    </message>
    <message>
        <source>Show all of the photo</source>
        <translation>Das ganze Foto zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>DetailFacts</name>
    <message>
        <source>How alike</source>
        <translation>Wie ähnlich</translation>
    </message>
    <message>
        <source>Colours of the query</source>
        <translation>Farben des Suchfotos</translation>
    </message>
    <message>
        <source>Its colours</source>
        <translation>Farben dieses Fotos</translation>
    </message>
    <message>
        <source>Its pattern</source>
        <translation>Sein Muster</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>More exactly: {kind}</source>
        <translation>Genauer: {kind}</translation>
    </message>
    <message>
        <source>About {n} % of the picture is missing from the file.</source>
        <translation>Etwa {n} % des Bildes fehlen in der Datei.</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} von {total}</translation>
    </message>
    <message>
        <source>Query: {name}</source>
        <translation>Gesucht: {name}</translation>
    </message>
</context>
<context>
    <name>Differences</name>
    <message>
        <source>Only whole photos that have been read can be said to be not the same.</source>
        <translation>Nur von ganzen Fotos, die gelesen sind, kann gesagt werden, dass sie nicht dasselbe zeigen.</translation>
    </message>
    <message>
        <source>They may be the same again.</source>
        <translation>Beide dürfen wieder dasselbe zeigen.</translation>
    </message>
    <message>
        <source>Not the same: this will be remembered.</source>
        <translation>Nicht dasselbe: Das wird gemerkt.</translation>
    </message>
    <message>
        <source>These are copies of one file, so they are the same.</source>
        <translation>Das sind Kopien einer Datei, also dasselbe.</translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Photos that are there twice, or show the same garment</source>
        <translation>Fotos, die doppelt da sind oder dasselbe Kleidungsstück zeigen</translation>
    </message>
    <message>
        <source>Nothing is deleted by itself: tick what may go. It is moved to the trash and can be brought back.</source>
        <translation>Von selbst wird nichts gelöscht: Was weg darf, wird angekreuzt. Es kommt in den Papierkorb und lässt sich zurückholen.</translation>
    </message>
    <message>
        <source>Looking for duplicates…</source>
        <translation>Duplikate werden gesucht …</translation>
    </message>
    <message>
        <source>The search for duplicates was stopped.</source>
        <translation>Die Suche nach Duplikaten wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The photos are still being read. Then duplicates are looked for by themselves.</source>
        <translation>Die Fotos werden noch gelesen. Danach werden Duplikate von selbst gesucht.</translation>
    </message>
    <message>
        <source>No duplicates: none of the {n} photos is there twice.</source>
        <translation>Keine Duplikate: Von den {n} Fotos ist keines doppelt da.</translation>
    </message>
</context>
<context>
    <name>Edges</name>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
</context>
<context>
    <name>EmptyBoard</name>
    <message>
        <source>New board</source>
        <translation>Neue Pinnwand</translation>
    </message>
    <message>
        <source>Choose photos</source>
        <translation>Fotos auswählen</translation>
    </message>
    <message>
        <source>Import a board…</source>
        <translation>Eine Pinnwand holen …</translation>
    </message>
    <message>
        <source>Nothing lies here yet</source>
        <translation>Hier liegt noch nichts</translation>
    </message>
    <message>
        <source>Select photos in Browse and press B, or drop some on this board from your file manager.</source>
        <translation>Unter Stöbern Fotos auswählen und B drücken, oder welche aus der Dateiverwaltung auf diese Pinnwand ziehen.</translation>
    </message>
    <message>
        <source>Lay clothes out as on a cork board</source>
        <translation>Kleidung auslegen wie auf einer Pinnwand</translation>
    </message>
    <message>
        <source>An outfit, a suitcase, what is to be given away: give it a name and put photos on it.</source>
        <translation>Ein Outfit, ein Koffer, was weg soll: einen Namen geben und Fotos darauf legen.</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>A wardrobe with three garments</source>
        <translation>Ein Kleiderschrank mit drei Kleidungsstücken</translation>
    </message>
    <message>
        <source>Find clothes that look alike</source>
        <translation>Ähnliche Kleidung finden</translation>
    </message>
    <message>
        <source>Show Twinset the folder with photos of your clothes, then click one to see what resembles it.</source>
        <translation>Den Ordner mit Fotos der eigenen Kleidung wählen, dann ein Foto anklicken: Twinset zeigt, was ihm ähnlich sieht.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Try the sample wardrobe</source>
        <translation>Beispielgarderobe ausprobieren</translation>
    </message>
    <message>
        <source>Drawing the sample wardrobe…</source>
        <translation>Die Beispielgarderobe wird gezeichnet …</translation>
    </message>
    <message>
        <source>or drop a folder or a photo anywhere here. Your photos never leave this computer.</source>
        <translation>oder einen Ordner oder ein Foto hier ablegen. Die Fotos verlassen diesen Computer nie.</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>Remove from favourites</source>
        <translation>Aus den Favoriten entfernen</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>Zu den Favoriten hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln photos from favourites</source>
        <translation>
            <numerusform>%Ln Foto aus den Favoriten entfernen</numerusform>
            <numerusform>%Ln Fotos aus den Favoriten entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln photos to favourites</source>
        <translation>
            <numerusform>%Ln Foto zu den Favoriten hinzufügen</numerusform>
            <numerusform>%Ln Fotos zu den Favoriten hinzufügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photos to the trash</source>
        <translation>
            <numerusform>%Ln Foto in den Papierkorb verschieben</numerusform>
            <numerusform>%Ln Fotos in den Papierkorb verschieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb verschieben</translation>
    </message>
</context>
<context>
    <name>ErrorReporter</name>
    <message>
        <source>Something went wrong. Your photos are not affected.</source>
        <translation>Etwas ist schiefgegangen. Die Fotos sind nicht betroffen.</translation>
    </message>
    <message>
        <source>The log file tells more: {path}</source>
        <translation>Mehr dazu steht in der Protokolldatei: {path}</translation>
    </message>
</context>
<context>
    <name>Example</name>
    <message>
        <source>Remove {name} from the examples</source>
        <translation>{name} aus den Beispielen entfernen</translation>
    </message>
</context>
<context>
    <name>Examples</name>
    <message>
        <source>More like</source>
        <translation>Mehr wie</translation>
    </message>
    <message>
        <source>Less like</source>
        <translation>Weniger wie</translation>
    </message>
</context>
<context>
    <name>FactTexts</name>
    <message>
        <source>{price} a day</source>
        <translation>{price} je Tag</translation>
    </message>
    <message>
        <source>last worn {day}</source>
        <translation>zuletzt getragen {day}</translation>
    </message>
    <message>
        <source>bought {day}</source>
        <translation>gekauft {day}</translation>
    </message>
    <message numerus="yes">
        <source>Worn on %Ln days</source>
        <translation>
            <numerusform>An %Ln Tag getragen</numerusform>
            <numerusform>An %Ln Tagen getragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Facts are known of %Ln garments.</source>
        <translation>
            <numerusform>Zu %Ln Kleidungsstück gibt es Angaben.</numerusform>
            <numerusform>Zu %Ln Kleidungsstücken gibt es Angaben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FactsCard</name>
    <message>
        <source>Worn and paid</source>
        <translation>Getragen und bezahlt</translation>
    </message>
    <message>
        <source>Save as table…</source>
        <translation>Als Tabelle speichern …</translation>
    </message>
    <message>
        <source>Take over a table…</source>
        <translation>Tabelle übernehmen …</translation>
    </message>
    <message>
        <source>The key D says that a garment was worn today; “Facts…” in the menu of a photo takes its name, its price and more.</source>
        <translation>Die Taste D vermerkt, dass ein Stück heute getragen wurde; „Angaben …“ im Menü eines Fotos nimmt Namen, Preis und mehr auf.</translation>
    </message>
</context>
<context>
    <name>FactsDialog</name>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Worn today</source>
        <translation>Heute getragen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Bought on</source>
        <translation>Gekauft am</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Currency, such as EUR</source>
        <translation>Währung, etwa EUR</translation>
    </message>
    <message>
        <source>The price is a number, such as 49.90.</source>
        <translation>Der Preis ist eine Zahl, etwa 49,90.</translation>
    </message>
    <message>
        <source>The day is written like {example}.</source>
        <translation>Der Tag wird so geschrieben: {example}.</translation>
    </message>
</context>
<context>
    <name>FailuresDialog</name>
    <message>
        <source>Photos that could not be read</source>
        <translation>Nicht lesbare Fotos</translation>
    </message>
    <message>
        <source>Photos and reasons</source>
        <translation>Fotos und Gründe</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be read</source>
        <translation>
            <numerusform>%Ln Foto ließ sich nicht lesen</numerusform>
            <numerusform>%Ln Fotos ließen sich nicht lesen</numerusform>
        </translation>
    </message>
    <message>
        <source>All other photos are not affected by these.</source>
        <translation>Alle anderen Fotos sind davon nicht betroffen.</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>FolderCare</name>
    <message>
        <source>All photos of {folder} are gone at once, as when a drive is not mounted. They are kept.</source>
        <translation>Alle Fotos von {folder} sind auf einmal weg, wie wenn ein Laufwerk nicht eingehängt ist. Alles über diese Fotos bleibt erhalten.</translation>
    </message>
    <message>
        <source>They are really gone</source>
        <translation>Wirklich alle weg</translation>
    </message>
    <message>
        <source>There is nothing to check while the drive is away.</source>
        <translation>Solange das Laufwerk fehlt, gibt es nichts zu prüfen.</translation>
    </message>
    <message>
        <source>Every photo will be checked once the new ones are read.</source>
        <translation>Jedes Foto wird geprüft, sobald die neuen gelesen sind.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos were compared.</source>
        <translation>
            <numerusform>%Ln Foto wurde verglichen.</numerusform>
            <numerusform>%Ln Fotos wurden verglichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos hold something else than before and are read anew.</source>
        <translation>
            <numerusform>%Ln Foto enthält etwas anderes als vorher und wird neu gelesen.</numerusform>
            <numerusform>%Ln Fotos enthalten etwas anderes als vorher und werden neu gelesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What was known of %Ln photos was damaged and is computed anew.</source>
        <translation>
            <numerusform>Was über %Ln Foto bekannt war, war beschädigt und wird neu berechnet.</numerusform>
            <numerusform>Was über %Ln Fotos bekannt war, war beschädigt und wird neu berechnet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be read.</source>
        <translation>
            <numerusform>%Ln Foto konnte nicht gelesen werden.</numerusform>
            <numerusform>%Ln Fotos konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>All are as they were read.</source>
        <translation>Alle sind so, wie sie gelesen wurden.</translation>
    </message>
    <message>
        <source>Forget this folder</source>
        <translation>Diesen Ordner vergessen</translation>
    </message>
    <message>
        <source>Forget {folder}?</source>
        <translation>{folder} vergessen?</translation>
    </message>
    <message>
        <source>Twinset removes all that it knows of the photos in it: what makes them searchable, their thumbnails and their names. The photos themselves are not touched. This cannot be undone.</source>
        <translation>Twinset entfernt alles, was es über die Fotos darin weiß: was sie auffindbar macht, ihre Vorschaubilder und ihre Namen. Die Fotos selbst bleiben unberührt. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message numerus="yes">
        <source>{folder} is forgotten: what was known of %Ln photos is removed.</source>
        <translation>
            <numerusform>{folder} ist vergessen: Was über %Ln Foto bekannt war, ist entfernt.</numerusform>
            <numerusform>{folder} ist vergessen: Was über %Ln Fotos bekannt war, ist entfernt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GalleryDelegate</name>
    <message>
        <source>More like this  (+)</source>
        <translation>Mehr davon  (+)</translation>
    </message>
    <message>
        <source>Less like this  (-)</source>
        <translation>Weniger davon  (-)</translation>
    </message>
    <message>
        <source>Compare  (Space)</source>
        <translation>Vergleichen  (Leertaste)</translation>
    </message>
    <message>
        <source>Favourite  (F)</source>
        <translation>Favorit  (F)</translation>
    </message>
    <message>
        <source>Lay out or fold this stack  (E)</source>
        <translation>Stapel ausbreiten oder zusammenlegen  (E)</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>Not the same</source>
        <translation>Nicht dasselbe</translation>
    </message>
    <message>
        <source>{name}, number {rank}, {label}, distance {distance}</source>
        <translation>{name}, Nummer {rank}, {label}, Abstand {distance}</translation>
    </message>
    <message>
        <source>other kind: {kind}</source>
        <translation>andere Art: {kind}</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>stack of {n}</source>
        <translation>Stapel aus {n}</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
</context>
<context>
    <name>GalleryView</name>
    <message>
        <source>Show photos again</source>
        <translation>Wieder Fotos zeigen</translation>
    </message>
</context>
<context>
    <name>GarmentPanel</name>
    <message>
        <source>Garment</source>
        <translation>Kleidungsstück</translation>
    </message>
    <message>
        <source>Taken to it</source>
        <translation>Dazugenommen</translation>
    </message>
    <message>
        <source>Keep together…</source>
        <translation>Zusammen behalten …</translation>
    </message>
    <message>
        <source>Put the garment and what was taken to it into a collection</source>
        <translation>Das Kleidungsstück und was dazugenommen wurde in eine Sammlung legen</translation>
    </message>
    <message>
        <source>{name}, seen large</source>
        <translation>{name}, groß ansehen</translation>
    </message>
    <message>
        <source>Take {name} away again</source>
        <translation>{name} wieder weglassen</translation>
    </message>
</context>
<context>
    <name>GroupList</name>
    <message>
        <source>Groups of duplicates</source>
        <translation>Gruppen von Duplikaten</translation>
    </message>
</context>
<context>
    <name>GroupPane</name>
    <message>
        <source>Show what differs</source>
        <translation>Unterschiede zeigen</translation>
    </message>
    <message>
        <source>Tick all but the best</source>
        <translation>Alle außer dem besten</translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln more</source>
        <translation>
            <numerusform>%Ln weiteres zeigen</numerusform>
            <numerusform>%Ln weitere zeigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>User&apos;s guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Search in the guide</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>Smaller letters</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Larger letters</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Show or hide the filters</source>
        <translation>Filter ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Choose folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Open photo</source>
        <translation>Foto öffnen</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation>Kleinere Vorschaubilder</translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation>Größere Vorschaubilder</translation>
    </message>
    <message>
        <source>Thumbnail size</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
</context>
<context>
    <name>Hearts</name>
    <message>
        <source>Only photos of your folders that have been read can be favourites.</source>
        <translation>Favoriten können nur gelesene Fotos aus den eigenen Ordnern sein.</translation>
    </message>
    <message>
        <source>No favourite any more.</source>
        <translation>Kein Favorit mehr.</translation>
    </message>
    <message>
        <source>A favourite again.</source>
        <translation>Wieder ein Favorit.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>User&apos;s guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Show the hints again</source>
        <translation>Hinweise wieder zeigen</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>Reports of errors</source>
        <translation>Fehlerberichte</translation>
    </message>
    <message>
        <source>About Twinset</source>
        <translation>Über Twinset</translation>
    </message>
</context>
<context>
    <name>Invitation</name>
    <message>
        <source>Click one of your photos, or drop, paste or open any other one.</source>
        <translation>Eines der eigenen Fotos anklicken oder ein anderes ablegen, einfügen oder öffnen.</translation>
    </message>
    <message>
        <source>Open photo</source>
        <translation>Foto öffnen</translation>
    </message>
    <message>
        <source>Find what looks like a photo</source>
        <translation>Finden, was einem Foto ähnlich sieht</translation>
    </message>
    <message>
        <source>Back to the last search: {name}</source>
        <translation>Zurück zur letzten Suche: {name}</translation>
    </message>
    <message>
        <source>Go to one of your photos and press {key}, or choose “What goes with this?” in its menu.</source>
        <translation>Auf einem der Fotos {key} drücken oder in seinem Menü „Was passt dazu?“ wählen.</translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Alle Fotos zeigen</translation>
    </message>
    <message>
        <source>Find what goes with a garment</source>
        <translation>Finden, was zu einem Kleidungsstück passt</translation>
    </message>
</context>
<context>
    <name>Job</name>
    <message>
        <source>Something went wrong. The log file tells more.</source>
        <translation>Etwas ist schiefgegangen. Mehr dazu steht in der Protokolldatei.</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>Restore the copy of yesterday</source>
        <translation>Kopie von gestern zurückholen</translation>
    </message>
    <message>
        <source>Restore the copy of today</source>
        <translation>Kopie von heute zurückholen</translation>
    </message>
    <message>
        <source>Restore the copy of {day}</source>
        <translation>Kopie vom {day} zurückholen</translation>
    </message>
    <message>
        <source>Your favourites and kinds can be changed again.</source>
        <translation>Die Favoriten und Arten lassen sich wieder ändern.</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>KindButton</name>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Looks like: {kind}</source>
        <translation>Sieht aus wie: {kind}</translation>
    </message>
    <message>
        <source>You said: {kind}</source>
        <translation>Angegeben: {kind}</translation>
    </message>
    <message>
        <source>Only whole photos of your folders can be given a kind.</source>
        <translation>Nur ganze Fotos der eigenen Ordner können eine Art bekommen.</translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message numerus="yes">
        <source>Kind of %Ln photos</source>
        <translation>
            <numerusform>Art von %Ln Foto</numerusform>
            <numerusform>Art von %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>As Twinset sees it</source>
        <translation>Wie Twinset es sieht</translation>
    </message>
    <message>
        <source>Only photos of your folders that have been read can be given a kind.</source>
        <translation>Nur schon gelesene Fotos der eigenen Ordner können eine Art bekommen.</translation>
    </message>
    <message>
        <source>The kind is as it was before.</source>
        <translation>Die Art ist wieder wie vorher.</translation>
    </message>
    <message>
        <source>{name} is again what Twinset sees in it.</source>
        <translation>„{name}“ ist wieder, was Twinset darin sieht.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are again what Twinset sees in them.</source>
        <translation>
            <numerusform>%Ln Foto ist wieder, was Twinset darin sieht.</numerusform>
            <numerusform>%Ln Fotos sind wieder, was Twinset darin sieht.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} – you said: {kind}.</source>
        <translation>„{name}“ – angegeben als: {kind}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos – you said: {kind}.</source>
        <translation>
            <numerusform>%Ln Foto – angegeben als: {kind}.</numerusform>
            <numerusform>%Ln Fotos – angegeben als: {kind}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>There are no photos in {folder}.</source>
        <translation>In {folder} sind keine Fotos.</translation>
    </message>
    <message>
        <source>There are no photos in {folder}, only links to other folders. Links are not followed: add those folders themselves.</source>
        <translation>In {folder} liegen keine Fotos, nur Verknüpfungen zu anderen Ordnern. Verknüpfungen wird nicht gefolgt: Füge jene Ordner selbst hinzu.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist. Check its name, or plug in the drive it is on.</source>
        <translation>Den Ordner {folder} gibt es nicht. Bitte den Namen prüfen oder das Laufwerk anschließen, auf dem er liegt.</translation>
    </message>
    <message>
        <source>The photos of {folder} are here already, with another folder.</source>
        <translation>Die Fotos von {folder} sind schon da, mit einem anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>Likeness</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Same: {traits}</source>
        <translation>Gleich: {traits}</translation>
    </message>
    <message>
        <source>Different: {traits}</source>
        <translation>Verschieden: {traits}</translation>
    </message>
    <message>
        <source>Distance {distance}</source>
        <translation>Abstand {distance}</translation>
    </message>
    <message>
        <source>0 is the same, 1 as different as two photos picked at random.</source>
        <translation>0 ist gleich, 1 so verschieden wie zwei zufällig gewählte Fotos.</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>Form</translation>
    </message>
</context>
<context>
    <name>LookBar</name>
    <message>
        <source>The same picture</source>
        <translation>Dasselbe Bild</translation>
    </message>
    <message>
        <source>The same garment too</source>
        <translation>Auch dasselbe Kleidungsstück</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Look through all photos</source>
        <translation>Alle Fotos durchsehen</translation>
    </message>
    <message>
        <source>Never touch…</source>
        <translation>Nie anrühren …</translation>
    </message>
    <message>
        <source>Looking for duplicates…</source>
        <translation>Duplikate werden gesucht …</translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>Remove folder</source>
        <translation>Ordner entfernen</translation>
    </message>
    <message>
        <source>Look for new photos</source>
        <translation>Nach neuen Fotos suchen</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
</context>
<context>
    <name>Making</name>
    <message>
        <source>The one before is still being made. Wait for it, or cancel it.</source>
        <translation>Das vorige entsteht noch. Bitte warten oder abbrechen.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
</context>
<context>
    <name>MakingBar</name>
    <message>
        <source>How far it is</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>MapBar</name>
    <message>
        <source>Main colour</source>
        <translation>Hauptfarbe</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Loose</source>
        <translation>Locker</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Draw around photos to choose them</source>
        <translation>Fotos umkreisen, um sie auszuwählen</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>The whole map</source>
        <translation>Die ganze Karte</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>The map is being laid out</source>
        <translation>Die Karte wird angelegt</translation>
    </message>
    <message>
        <source>Colours tell: {what}</source>
        <translation>Farben zeigen: {what}</translation>
    </message>
    <message>
        <source>Show {n} in Browse</source>
        <translation>In {n} stöbern</translation>
    </message>
    <message>
        <source>The map is being laid out…</source>
        <translation>Die Karte wird angelegt …</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>All photos on a map, alike beside alike</source>
        <translation>Alle Fotos auf einer Karte, Ähnliches beieinander</translation>
    </message>
    <message>
        <source>A map takes at least eight photos that have been read. It appears here by itself.</source>
        <translation>Für eine Karte braucht es mindestens acht gelesene Fotos. Dann erscheint sie hier von selbst.</translation>
    </message>
    <message>
        <source>The map is being laid out…</source>
        <translation>Die Karte wird angelegt …</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>Choose no longer</source>
        <translation>Nicht mehr auswählen</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Auf der Karte zeigen</translation>
    </message>
    <message>
        <source>This photo has not been read yet. It will come to the map then.</source>
        <translation>Dieses Foto ist noch nicht gelesen. Danach kommt es auf die Karte.</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map of the photos</source>
        <translation>Karte der Fotos</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message>
        <source>{name} stays.</source>
        <translation>{name} bleibt.</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb verschieben</translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photos to the trash?</source>
        <translation>
            <numerusform>%Ln Foto in den Papierkorb verschieben?</numerusform>
            <numerusform>%Ln Fotos in den Papierkorb verschieben?</numerusform>
        </translation>
    </message>
    <message>
        <source>They can be brought back from there.</source>
        <translation>Von dort lassen sie sich zurückholen.</translation>
    </message>
    <message>
        <source>Nothing was moved to the trash, so nothing needs to be brought back.</source>
        <translation>In den Papierkorb kam nichts, also ist nichts zurückzuholen.</translation>
    </message>
    <message>
        <source>{name} is in the trash.</source>
        <translation>{name} liegt im Papierkorb.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are in the trash.</source>
        <translation>
            <numerusform>%Ln Foto liegt im Papierkorb.</numerusform>
            <numerusform>%Ln Fotos liegen im Papierkorb.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} could not be moved to the trash.</source>
        <translation>{name} ließ sich nicht in den Papierkorb verschieben.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be moved to the trash.</source>
        <translation>
            <numerusform>%Ln Foto ließ sich nicht in den Papierkorb verschieben.</numerusform>
            <numerusform>%Ln Fotos ließen sich nicht in den Papierkorb verschieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>Es ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The trash cannot keep its name, which holds signs that are no text.</source>
        <translation>Der Papierkorb kann seinen Namen nicht behalten, in dem Zeichen stehen, die kein Text sind.</translation>
    </message>
    <message>
        <source>Its folder can only be read, not changed.</source>
        <translation>Sein Ordner kann nur gelesen und nicht geändert werden.</translation>
    </message>
    <message>
        <source>The drive it is on has no trash, and none can be made there.</source>
        <translation>Auf seinem Laufwerk gibt es keinen Papierkorb, und es lässt sich dort keiner anlegen.</translation>
    </message>
    <message>
        <source>There is no trash, and none can be made in your home folder.</source>
        <translation>Es gibt keinen Papierkorb, und im eigenen Ordner lässt sich keiner anlegen.</translation>
    </message>
    <message>
        <source>{name} is back.</source>
        <translation>{name} ist wieder da.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are back.</source>
        <translation>
            <numerusform>%Ln Foto ist wieder da.</numerusform>
            <numerusform>%Ln Fotos sind wieder da.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} could not be brought back; it is still in the trash.</source>
        <translation>{name} ließ sich nicht zurückholen und liegt weiter im Papierkorb.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be brought back from the trash.</source>
        <translation>
            <numerusform>%Ln Foto ließ sich nicht aus dem Papierkorb zurückholen.</numerusform>
            <numerusform>%Ln Fotos ließen sich nicht aus dem Papierkorb zurückholen.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is off the list. Its photos stay where they are.</source>
        <translation>{name} steht nicht mehr auf der Liste. Die Fotos bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>{name} is off the list again.</source>
        <translation>{name} steht nicht mehr auf der Liste.</translation>
    </message>
    <message>
        <source>{name} was added.</source>
        <translation>{name} ist jetzt dabei.</translation>
    </message>
</context>
<context>
    <name>MirrorPage</name>
    <message>
        <source>Wardrobe</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>What the wardrobe is made of</source>
        <translation>Woraus der Kleiderschrank besteht</translation>
    </message>
    <message>
        <source>The garments are being counted…</source>
        <translation>Die Kleidungsstücke werden gezählt …</translation>
    </message>
    <message>
        <source>There is no garment to be seen yet. The wardrobe appears here as soon as photos have been read.</source>
        <translation>Noch ist kein Kleidungsstück zu sehen. Der Überblick erscheint hier, sobald Fotos gelesen sind.</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>Not worn today</source>
        <translation>Heute nicht getragen</translation>
    </message>
    <message>
        <source>Worn today</source>
        <translation>Heute getragen</translation>
    </message>
    <message>
        <source>Facts…</source>
        <translation>Angaben …</translation>
    </message>
    <message>
        <source>Facts are kept of photos that have been read.</source>
        <translation>Angaben gibt es zu Fotos, die gelesen sind.</translation>
    </message>
</context>
<context>
    <name>MirrorView</name>
    <message>
        <source>Wardrobe</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>The garments that look least like any other one.</source>
        <translation>Die Stücke, die am wenigsten wie ein anderes aussehen.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>Arten</translation>
    </message>
    <message>
        <source>Patterns</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Photos that stand for all</source>
        <translation>Fotos, die für alle stehen</translation>
    </message>
    <message>
        <source>Nearly identical</source>
        <translation>Fast gleich</translation>
    </message>
    <message>
        <source>Like no other</source>
        <translation>Wie kein anderes</translation>
    </message>
    <message>
        <source>Not worn for a year</source>
        <translation>Seit einem Jahr nicht getragen</translation>
    </message>
    <message>
        <source>Cost per wear</source>
        <translation>Kosten je Tragetag</translation>
    </message>
    <message>
        <source>{percent} % of all garments are of a similar style to one of these.</source>
        <translation>{percent} % aller Stücke haben einen ähnlichen Stil wie eins von diesen.</translation>
    </message>
    <message>
        <source>garments on {photos}</source>
        <translation>Stücke auf {photos}</translation>
    </message>
    <message>
        <source>kinds</source>
        <translation>Arten</translation>
    </message>
    <message>
        <source>colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>groups nearly identical</source>
        <translation>Gruppen fast gleicher</translation>
    </message>
    <message>
        <source>Main colours</source>
        <translation>Hauptfarben</translation>
    </message>
    <message>
        <source>Show all {n} groups</source>
        <translation>Alle {n} Gruppen zeigen</translation>
    </message>
</context>
<context>
    <name>Mixer</name>
    <message>
        <source>How much the whole look counts</source>
        <translation>Wie stark der Gesamteindruck zählt</translation>
    </message>
    <message>
        <source>How much the colours count</source>
        <translation>Wie stark die Farben zählen</translation>
    </message>
    <message>
        <source>How much the pattern counts: stripes, dots, checks, plain</source>
        <translation>Wie stark das Muster zählt: Streifen, Punkte, Karos, einfarbig</translation>
    </message>
    <message>
        <source>How much the outline counts: length, width, sleeves</source>
        <translation>Wie stark der Umriss zählt: Länge, Weite, Ärmel</translation>
    </message>
</context>
<context>
    <name>NetworkCare</name>
    <message>
        <source>Removed what other versions computed; {size} freed.</source>
        <translation>Was andere Versionen berechnet haben, ist entfernt; {size} freigegeben.</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>What it is for, what is still missing…</source>
        <translation>Wofür sie ist, was noch fehlt …</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>OtherNetworks</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message numerus="yes">
        <source>{size} for %Ln photos</source>
        <translation>
            <numerusform>{size} für %Ln Foto</numerusform>
            <numerusform>{size} für %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove what other versions computed</source>
        <translation>Entfernen, was andere Versionen berechnet haben</translation>
    </message>
    <message>
        <source>What other versions of Twinset computed is kept, so that going back costs no time.</source>
        <translation>Was andere Versionen von Twinset berechnet haben, bleibt erhalten, damit die Rückkehr zu ihnen keine Zeit kostet.</translation>
    </message>
    <message>
        <source>Other versions</source>
        <translation>Andere Versionen</translation>
    </message>
    <message>
        <source>Remove what other versions computed?</source>
        <translation>Entfernen, was andere Versionen berechnet haben?</translation>
    </message>
    <message>
        <source>If you go back to such a version, it reads your photos again. This version keeps all it needs.</source>
        <translation>Nach der Rückkehr zu einer solchen Version werden die Fotos neu gelesen. Diese Version behält alles, was sie braucht.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Wird entfernt …</translation>
    </message>
</context>
<context>
    <name>OutfitsPage</name>
    <message>
        <source>Goes with</source>
        <translation>Passt dazu</translation>
    </message>
    <message>
        <source>What goes with a garment</source>
        <translation>Was zu einem Kleidungsstück passt</translation>
    </message>
    <message>
        <source>What goes with {name}</source>
        <translation>Was zu {name} passt</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>What goes with this?</source>
        <translation>Was passt dazu?</translation>
    </message>
    <message>
        <source>Go to one of your photos first.</source>
        <translation>Zuerst auf eines der Fotos gehen.</translation>
    </message>
    <message>
        <source>This photo is not among those of your folders any more.</source>
        <translation>Dieses Foto ist nicht mehr unter denen der Ordner.</translation>
    </message>
    <message>
        <source>This photo has not been read yet. Suggestions come by themselves then.</source>
        <translation>Dieses Foto ist noch nicht gelesen. Vorschläge kommen dann von selbst.</translation>
    </message>
    <message>
        <source>Nothing goes with it by this rule.</source>
        <translation>Nach dieser Regel passt nichts dazu.</translation>
    </message>
    <message>
        <source>None of your photos goes with it.</source>
        <translation>Keines der Fotos passt dazu.</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>The whole map in small</source>
        <translation>Die ganze Karte in klein</translation>
    </message>
    <message>
        <source>Click or drag to see another part of the map</source>
        <translation>Klicken oder ziehen, um einen anderen Teil der Karte zu sehen</translation>
    </message>
</context>
<context>
    <name>PageSwitch</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message>
        <source>No program took this photo. Is one set for its type?</source>
        <translation>Kein Programm hat dieses Foto angenommen. Ist eines für diesen Dateityp eingestellt?</translation>
    </message>
    <message>
        <source>These are {n} photos, and {most} at most are opened at once. Select fewer.</source>
        <translation>Das sind {n} Fotos, und höchstens {most} werden auf einmal geöffnet. Bitte weniger auswählen.</translation>
    </message>
    <message>
        <source>The file manager could not be started.</source>
        <translation>Die Dateiverwaltung ließ sich nicht starten.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos copied</source>
        <translation>
            <numerusform>%Ln Foto kopiert</numerusform>
            <numerusform>%Ln Fotos kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Path copied</source>
        <translation>Pfad kopiert</translation>
    </message>
    <message numerus="yes">
        <source>%Ln paths copied</source>
        <translation>
            <numerusform>%Ln Pfad kopiert</numerusform>
            <numerusform>%Ln Pfade kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message numerus="yes">
        <source>Open %Ln photos</source>
        <translation>
            <numerusform>%Ln Foto öffnen</numerusform>
            <numerusform>%Ln Fotos öffnen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln photos in folder</source>
        <translation>
            <numerusform>%Ln Foto im Ordner zeigen</numerusform>
            <numerusform>%Ln Fotos im Ordner zeigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln photos</source>
        <translation>
            <numerusform>%Ln Foto kopieren</numerusform>
            <numerusform>%Ln Fotos kopieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln paths</source>
        <translation>
            <numerusform>%Ln Pfad kopieren</numerusform>
            <numerusform>%Ln Pfade kopieren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>QueryPanel</name>
    <message>
        <source>What counts</source>
        <translation>Was zählt</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>Nur zeigen</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>The photo that was searched for</source>
        <translation>Das Foto, nach dem gesucht wurde</translation>
    </message>
    <message>
        <source>Draw a box with the mouse. Or press Enter, move the box with the arrows, resize it with Shift and the arrows, remove it with Delete.</source>
        <translation>Mit der Maus einen Rahmen ziehen. Oder die Eingabetaste drücken, den Rahmen mit den Pfeiltasten verschieben, mit Umschalt und Pfeiltasten in der Größe ändern, mit Entf entfernen.</translation>
    </message>
    <message>
        <source>Search a part</source>
        <translation>Ausschnitt suchen</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>Ganzes Foto</translation>
    </message>
    <message>
        <source>Turn the photo by a quarter</source>
        <translation>Das Foto um eine Vierteldrehung drehen</translation>
    </message>
    <message>
        <source>Draw a box on one garment to search with only that.</source>
        <translation>Einen Rahmen um ein Kleidungsstück ziehen, um nur damit zu suchen.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Only the look counts</source>
        <translation>Nur der Look zählt</translation>
    </message>
    <message>
        <source>One photo of each garment</source>
        <translation>Ein Foto je Kleidungsstück</translation>
    </message>
    <message>
        <source>Photos of the same garment lie on one stack; its number opens it</source>
        <translation>Fotos desselben Kleidungsstücks liegen auf einem Stapel; seine Zahl öffnet ihn</translation>
    </message>
    <message>
        <source>Include this photo</source>
        <translation>Dieses Foto mitzählen</translation>
    </message>
    <message>
        <source>The photo itself is the first of its results</source>
        <translation>Das Foto selbst ist das erste seiner Ergebnisse</translation>
    </message>
    <message>
        <source>Move the box, or pull its edges.</source>
        <translation>Den Rahmen verschieben oder an seinen Kanten ziehen.</translation>
    </message>
    <message>
        <source>Same kind only: {kind}</source>
        <translation>Nur gleiche Art: {kind}</translation>
    </message>
    <message>
        <source>Same kind only (kind not sure)</source>
        <translation>Nur gleiche Art (Art unsicher)</translation>
    </message>
</context>
<context>
    <name>QueryStrip</name>
    <message>
        <source>Back to all photos</source>
        <translation>Zurück zu allen Fotos</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>The photo that was searched for</source>
        <translation>Das Foto, nach dem gesucht wurde</translation>
    </message>
    <message numerus="yes">
        <source>{name} and %Ln more</source>
        <translation>
            <numerusform>{name} und %Ln weiteres</numerusform>
            <numerusform>{name} und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Most similar to {name}</source>
        <translation>Am ähnlichsten zu „{name}“</translation>
    </message>
    <message>
        <source>Most similar to a part of {name}</source>
        <translation>Am ähnlichsten zu einem Ausschnitt von „{name}“</translation>
    </message>
    <message>
        <source>Nothing like it so far; not all photos have been looked at yet.</source>
        <translation>Bisher nichts dergleichen; noch sind nicht alle Fotos durchgesehen.</translation>
    </message>
    <message>
        <source>Nothing like it so far.</source>
        <translation>Bisher nichts dergleichen.</translation>
    </message>
    <message>
        <source>Yes, you probably own it.</source>
        <translation>Ja, wohl schon im Schrank.</translation>
    </message>
    <message>
        <source>You own nothing like it, but something in a similar style.</source>
        <translation>Nichts dergleichen im Schrank, aber etwas in ähnlichem Stil.</translation>
    </message>
    <message numerus="yes">
        <source>Most similar to a part of {name} and %Ln more</source>
        <translation>
            <numerusform>Am ähnlichsten zu einem Ausschnitt von „{name}“ und %Ln weiterem Foto</numerusform>
            <numerusform>Am ähnlichsten zu einem Ausschnitt von „{name}“ und %Ln weiteren Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>Nicht dasselbe</translation>
    </message>
    <message>
        <source>The photo that is named is another garment. This will be remembered.</source>
        <translation>Das genannte Foto zeigt ein anderes Kleidungsstück. Das wird gemerkt.</translation>
    </message>
    <message>
        <source>Most similar to a part: {garment}</source>
        <translation>Am ähnlichsten zu einem Ausschnitt: {garment}</translation>
    </message>
    <message>
        <source>Most similar to the {garment}</source>
        <translation>Am ähnlichsten: {garment}</translation>
    </message>
    <message numerus="yes">
        <source>Most similar to {name} and %Ln more</source>
        <translation>
            <numerusform>Am ähnlichsten zu „{name}“ und %Ln weiterem Foto</numerusform>
            <numerusform>Am ähnlichsten zu „{name}“ und %Ln weiteren Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>I see no garment here.</source>
        <translation>Hier sehe ich kein Kleidungsstück.</translation>
    </message>
    <message>
        <source>You own this: {name}</source>
        <translation>Schon vorhanden: {name}</translation>
    </message>
    <message>
        <source>You own something very close: {name}</source>
        <translation>Sehr Ähnliches ist vorhanden: {name}</translation>
    </message>
    <message>
        <source>Very close: {name}</source>
        <translation>Sehr ähnlich: {name}</translation>
    </message>
    <message>
        <source>You own something very close.</source>
        <translation>Sehr Ähnliches im Schrank.</translation>
    </message>
    <message>
        <source>You own only a similar style.</source>
        <translation>Nur etwas in ähnlichem Stil.</translation>
    </message>
    <message>
        <source>You own nothing like it.</source>
        <translation>Nichts dergleichen im Schrank.</translation>
    </message>
    <message>
        <source>This very photo is in {folder}.</source>
        <translation>Genau dieses Foto liegt in {folder}.</translation>
    </message>
    <message>
        <source>You have this very photo.</source>
        <translation>Genau dieses Foto ist vorhanden.</translation>
    </message>
    <message>
        <source>Compare with {name}</source>
        <translation>Mit {name} vergleichen</translation>
    </message>
    <message>
        <source>No photo is named</source>
        <translation>Kein Foto wird genannt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos, nearest first</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos, die ähnlichsten zuerst</numerusform>
        </translation>
    </message>
    <message>
        <source>searched {n} of {total} so far</source>
        <translation>bisher {n} von {total} durchsucht</translation>
    </message>
    <message>
        <source>searched {n}</source>
        <translation>{n} durchsucht</translation>
    </message>
    <message>
        <source>found turned</source>
        <translation>gedreht gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more of this garment left out</source>
        <translation>
            <numerusform>%Ln weiteres von diesem Stück ausgelassen</numerusform>
            <numerusform>%Ln weitere von diesem Stück ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nearest {n}</source>
        <translation>Nächste {n}</translation>
    </message>
    <message>
        <source>Number of results: {n}</source>
        <translation>Anzahl der Treffer: {n}</translation>
    </message>
</context>
<context>
    <name>ReadingDialog</name>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>ReportBar</name>
    <message>
        <source>Something went wrong the last time; your photos are not affected. A report was kept.</source>
        <translation>Beim letzten Mal ist etwas schiefgegangen; die Fotos sind nicht betroffen. Ein Bericht liegt vor.</translation>
    </message>
    <message>
        <source>Read it</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>RuleBar</name>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
</context>
<context>
    <name>Selection</name>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>Ähnliche Fotos finden</translation>
    </message>
    <message numerus="yes">
        <source>Find what is like these %Ln photos</source>
        <translation>
            <numerusform>Finden, was diesem %Ln Foto gleicht</numerusform>
            <numerusform>Finden, was diesen %Ln Fotos gleicht</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Select nothing</source>
        <translation>Nichts auswählen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos selected</source>
        <translation>
            <numerusform>%Ln Foto ausgewählt</numerusform>
            <numerusform>%Ln Fotos ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Photos and cache</source>
        <translation>Fotos und Zwischenspeicher</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Changes take effect at once.</source>
        <translation>Änderungen gelten sofort.</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The window opens anew in another language.</source>
        <translation>In einer anderen Sprache öffnet sich das Fenster neu.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Photos read at the same time</source>
        <translation>Fotos gleichzeitig lesen</translation>
    </message>
    <message>
        <source>Seconds to wait for one photo</source>
        <translation>Sekunden, die auf ein Foto gewartet wird</translation>
    </message>
    <message>
        <source>Use fewer resources on battery or when the window is hidden</source>
        <translation>Im Akkubetrieb oder bei verborgenem Fenster sparsamer arbeiten</translation>
    </message>
    <message>
        <source>New photos are then read one at a time, with pauses; searching stays fast.</source>
        <translation>Neue Fotos werden dann einzeln und mit Pausen gelesen; Suchen bleibt schnell.</translation>
    </message>
    <message>
        <source>Automatic uses all of the {n} cores of this computer.</source>
        <translation>Automatisch nutzt alle {n} Kerne dieses Computers.</translation>
    </message>
    <message>
        <source>A photo that takes longer is given up and listed, so that it cannot hold up the others.</source>
        <translation>Ein Foto, das länger braucht, wird aufgegeben und aufgelistet, damit es die anderen nicht aufhält.</translation>
    </message>
</context>
<context>
    <name>ShareMenu</name>
    <message>
        <source>Save as picture…</source>
        <translation>Als Bild speichern …</translation>
    </message>
    <message>
        <source>Save the map as picture…</source>
        <translation>Karte als Bild speichern …</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>Als Bild kopieren</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken …</translation>
    </message>
    <message>
        <source>Copy files</source>
        <translation>Dateien kopieren</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Copy the photos to a folder…</source>
        <translation>Fotos in einen Ordner kopieren …</translation>
    </message>
    <message>
        <source>Save as a web page…</source>
        <translation>Als Webseite speichern …</translation>
    </message>
    <message>
        <source>Save as a table (CSV)…</source>
        <translation>Als Tabelle speichern (CSV) …</translation>
    </message>
    <message>
        <source>Save for programs (JSON)…</source>
        <translation>Für Programme speichern (JSON) …</translation>
    </message>
    <message>
        <source>Save the board as picture…</source>
        <translation>Die Pinnwand als Bild speichern …</translation>
    </message>
    <message>
        <source>No photos to share</source>
        <translation>Keine Fotos zum Teilen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected photos</source>
        <translation>
            <numerusform>%Ln ausgewähltes Foto</numerusform>
            <numerusform>%Ln ausgewählte Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>There are no photos here to share.</source>
        <translation>Hier gibt es keine Fotos zum Teilen.</translation>
    </message>
    <message>
        <source>Save as picture</source>
        <translation>Als Bild speichern</translation>
    </message>
    <message>
        <source>Save the map as picture</source>
        <translation>Karte als Bild speichern</translation>
    </message>
    <message>
        <source>Save the board as picture</source>
        <translation>Die Pinnwand als Bild speichern</translation>
    </message>
    <message>
        <source>Handed to the printer.</source>
        <translation>An den Drucker übergeben.</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Wird gedruckt …</translation>
    </message>
    <message>
        <source>The first {n} of {total} photos were copied as a picture.</source>
        <translation>Die ersten {n} von {total} Fotos wurden als Bild kopiert.</translation>
    </message>
    <message>
        <source>Copied as a picture.</source>
        <translation>Als Bild kopiert.</translation>
    </message>
    <message>
        <source>Drawing the picture…</source>
        <translation>Das Bild wird gezeichnet …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos copied</source>
        <translation>
            <numerusform>%Ln Foto kopiert</numerusform>
            <numerusform>%Ln Fotos kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>List of %Ln photos copied</source>
        <translation>
            <numerusform>Liste von %Ln Foto kopiert</numerusform>
            <numerusform>Liste von %Ln Fotos kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Wird kopiert …</translation>
    </message>
    <message>
        <source>Copy the photos to a folder</source>
        <translation>Fotos in einen Ordner kopieren</translation>
    </message>
    <message>
        <source>Copying photos to {folder}…</source>
        <translation>Fotos werden nach {folder} kopiert …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos copied to {folder}</source>
        <translation>
            <numerusform>%Ln Foto nach {folder} kopiert</numerusform>
            <numerusform>%Ln Fotos nach {folder} kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be read ({why}), such as {name}.</source>
        <translation>
            <numerusform>%Ln Foto ließ sich nicht lesen ({why}): {name}.</numerusform>
            <numerusform>%Ln Fotos ließen sich nicht lesen ({why}), etwa {name}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Save as a web page</source>
        <translation>Als Webseite speichern</translation>
    </message>
    <message>
        <source>Save as a table</source>
        <translation>Als Tabelle speichern</translation>
    </message>
    <message>
        <source>Saving {name}…</source>
        <translation>{name} wird gespeichert …</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Gespeichert als {name}</translation>
    </message>
    <message>
        <source>{name} is there already. Choose another name.</source>
        <translation>{name} gibt es schon. Bitte einen anderen Namen wählen.</translation>
    </message>
</context>
<context>
    <name>SheetDialog</name>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Save as picture</source>
        <translation>Als Bild speichern</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>For screens</source>
        <translation>Für den Bildschirm</translation>
    </message>
    <message>
        <source>For screens, large</source>
        <translation>Bildschirm, groß</translation>
    </message>
    <message>
        <source>A4 upright</source>
        <translation>A4 hoch</translation>
    </message>
    <message>
        <source>A4 across</source>
        <translation>A4 quer</translation>
    </message>
    <message>
        <source>A3 across</source>
        <translation>A3 quer</translation>
    </message>
    <message>
        <source>Letter upright</source>
        <translation>Letter hoch</translation>
    </message>
    <message>
        <source>Letter across</source>
        <translation>Letter quer</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Names of files</source>
        <translation>Dateinamen</translation>
    </message>
    <message>
        <source>The photo asked with</source>
        <translation>Das Foto, mit dem gesucht wurde</translation>
    </message>
    <message>
        <source>How similar they are</source>
        <translation>Wie ähnlich sie sind</translation>
    </message>
    <message>
        <source>What they show</source>
        <translation>Was sie zeigen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken …</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>The first {n} of {total} photos. A PDF file holds all of them, on several pages.</source>
        <translation>Die ersten {n} von {total} Fotos. Eine PDF-Datei enthält alle, auf mehreren Seiten.</translation>
    </message>
    <message>
        <source>These would be {pages} pages, {most} at most are made. Put more photos on a page.</source>
        <translation>Das wären {pages} Seiten, höchstens {most} sind möglich. Bitte mehr Fotos auf eine Seite nehmen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pages</source>
        <translation>
            <numerusform>%Ln Seite</numerusform>
            <numerusform>%Ln Seiten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SheetPreview</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
</context>
<context>
    <name>Shelving</name>
    <message>
        <source>A collection is made of photos or of filters: select some photos, or choose some filters.</source>
        <translation>Eine Sammlung entsteht aus Fotos oder aus Filtern: Fotos auswählen oder Filter setzen.</translation>
    </message>
    <message>
        <source>Take out of {name}</source>
        <translation>Aus {name} herausnehmen</translation>
    </message>
</context>
<context>
    <name>Showing</name>
    <message>
        <source>Board {name}</source>
        <translation>Pinnwand {name}</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Look for new photos</source>
        <translation>Nach neuen Fotos suchen</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>Arten</translation>
    </message>
    <message>
        <source>Patterns</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>More colours</source>
        <translation>Mehr Farben</translation>
    </message>
    <message>
        <source>Fewer colours</source>
        <translation>Weniger Farben</translation>
    </message>
    <message>
        <source>emptied</source>
        <translation>geleert</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>Forget this folder…</source>
        <translation>Diesen Ordner vergessen …</translation>
    </message>
    <message>
        <source>Remove {folder} from the list; its photos stay</source>
        <translation>{folder} von der Liste nehmen; die Fotos bleiben</translation>
    </message>
    <message>
        <source>Hide the folders in {folder}</source>
        <translation>Die Ordner in {folder} verbergen</translation>
    </message>
    <message>
        <source>Show the folders in {folder}</source>
        <translation>Die Ordner in {folder} zeigen</translation>
    </message>
    <message>
        <source>All its photos are gone at once, as when a drive is not mounted. They are kept.</source>
        <translation>Alle seine Fotos sind auf einmal weg, wie wenn ein Laufwerk nicht eingehängt ist. Alles über diese Fotos bleibt erhalten.</translation>
    </message>
    <message>
        <source>They are really gone</source>
        <translation>Wirklich alle weg</translation>
    </message>
    <message>
        <source>Check every photo</source>
        <translation>Jedes Foto prüfen</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Von der Liste nehmen</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Select photos or choose filters, then press +.</source>
        <translation>Fotos auswählen oder Filter setzen, dann auf + klicken.</translation>
    </message>
    <message>
        <source>New collection of the selected photos, or of the filters</source>
        <translation>Neue Sammlung aus den ausgewählten Fotos oder aus den Filtern</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Delete the collection; its photos stay</source>
        <translation>Sammlung löschen; die Fotos bleiben</translation>
    </message>
</context>
<context>
    <name>SimilarPage</name>
    <message>
        <source>Only the look counts now.</source>
        <translation>Jetzt zählt nur der Look.</translation>
    </message>
    <message>
        <source>The sliders are back.</source>
        <translation>Die Regler stehen wieder wie vorher.</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>Ähnliche</translation>
    </message>
    <message>
        <source>Similar photos</source>
        <translation>Ähnliche Fotos</translation>
    </message>
    <message>
        <source>Fold this stack</source>
        <translation>Diesen Stapel einklappen</translation>
    </message>
    <message>
        <source>Lay out this stack</source>
        <translation>Diesen Stapel ausbreiten</translation>
    </message>
    <message>
        <source>Maybe the same after all</source>
        <translation>Vielleicht doch dasselbe</translation>
    </message>
    <message>
        <source>Not the same garment</source>
        <translation>Nicht dasselbe Kleidungsstück</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger davon</translation>
    </message>
    <message>
        <source>Compare with the query</source>
        <translation>Mit dem Suchfoto vergleichen</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Indexing progress</source>
        <translation>Fortschritt beim Einlesen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortfahren</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be read</source>
        <translation>
            <numerusform>%Ln Foto nicht lesbar</numerusform>
            <numerusform>%Ln Fotos nicht lesbar</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>Es wird nach Fotos gesucht …</translation>
    </message>
    <message numerus="yes">
        <source>Looking for photos: %Ln folders</source>
        <translation>
            <numerusform>Suche nach Fotos: %Ln Ordner</numerusform>
            <numerusform>Suche nach Fotos: %Ln Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking photos: {n} of {total}</source>
        <translation>Fotos werden geprüft: {n} von {total}</translation>
    </message>
    <message>
        <source>Checking photos…</source>
        <translation>Fotos werden geprüft …</translation>
    </message>
    <message>
        <source>Looking for when photos were taken: {n} of {total}</source>
        <translation>Aufnahmedaten werden gesucht: {n} von {total}</translation>
    </message>
    <message>
        <source>Looking for dates…</source>
        <translation>Aufnahmedaten werden gesucht …</translation>
    </message>
    <message>
        <source>saving power</source>
        <translation>spart Strom</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} von {total}</translation>
    </message>
    <message>
        <source>{rate} photos/s</source>
        <translation>{rate} Fotos/s</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>Paused at {done}</source>
        <translation>Angehalten bei {done}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopped. What has been read so far can be searched.</source>
        <translation>Angehalten. Was schon gelesen ist, kann durchsucht werden.</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>All filters are off.</source>
        <translation>Alle Filter sind aus.</translation>
    </message>
    <message>
        <source>The filters are back.</source>
        <translation>Die Filter sind wieder da.</translation>
    </message>
</context>
<context>
    <name>SwatchBoard</name>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Another colour…</source>
        <translation>Andere Farbe …</translation>
    </message>
</context>
<context>
    <name>Tables</name>
    <message>
        <source>wardrobe</source>
        <translation>kleiderschrank</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Save the facts as a table</source>
        <translation>Angaben als Tabelle speichern</translation>
    </message>
    <message>
        <source>Take over facts from a table</source>
        <translation>Angaben aus einer Tabelle übernehmen</translation>
    </message>
    <message>
        <source>The facts are in {name}.</source>
        <translation>Die Angaben sind in {name}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln further rows could not be used.</source>
        <translation>
            <numerusform>%Ln weitere Zeile ließ sich nicht verwenden.</numerusform>
            <numerusform>%Ln weitere Zeilen ließen sich nicht verwenden.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no photo of yours in this table.</source>
        <translation>In dieser Tabelle steht keins der eigenen Fotos.</translation>
    </message>
</context>
<context>
    <name>ThumbnailCare</name>
    <message numerus="yes">
        <source>Removed %Ln thumbnails; {size} freed.</source>
        <translation>
            <numerusform>%Ln Vorschaubild entfernt, {size} frei geworden.</numerusform>
            <numerusform>%Ln Vorschaubilder entfernt, {size} frei geworden.</numerusform>
        </translation>
    </message>
    <message>
        <source>There were no thumbnails to remove.</source>
        <translation>Es gab keine Vorschaubilder zu entfernen.</translation>
    </message>
    <message numerus="yes">
        <source>Removed the thumbnails of %Ln photos that are gone; {size} freed.</source>
        <translation>
            <numerusform>Vorschaubilder von %Ln verschwundenen Foto entfernt, {size} frei geworden.</numerusform>
            <numerusform>Vorschaubilder von %Ln verschwundenen Fotos entfernt, {size} frei geworden.</numerusform>
        </translation>
    </message>
    <message>
        <source>All thumbnails belong to photos that are in your libraries.</source>
        <translation>Alle Vorschaubilder gehören zu Fotos der Bibliotheken.</translation>
    </message>
    <message>
        <source>{folder} belongs to your photos, where Twinset writes nothing; choose another folder.</source>
        <translation>{folder} gehört zu den Fotos, dort schreibt Twinset nichts; bitte einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Nothing can be written in {folder}; choose another folder for the thumbnails.</source>
        <translation>In {folder} lässt sich nichts schreiben; bitte einen anderen Ordner für die Vorschaubilder wählen.</translation>
    </message>
</context>
<context>
    <name>TickBar</name>
    <message>
        <source>Tick all but the best of every picture</source>
        <translation>Von jedem Bild alle außer dem besten ankreuzen</translation>
    </message>
    <message>
        <source>Tick nothing</source>
        <translation>Nichts ankreuzen</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are ticked</source>
        <translation>
            <numerusform>%Ln Foto ist angekreuzt</numerusform>
            <numerusform>%Ln Fotos sind angekreuzt</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is ticked. What is moved to the trash can be brought back.</source>
        <translation>Nichts ist angekreuzt. Was in den Papierkorb kommt, lässt sich zurückholen.</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>These reports name no photo and no folder of yours, and Twinset sends them to nobody. They help whoever mends the program: copy them into a message if you like.</source>
        <translation>Diese Berichte nennen weder Fotos noch Ordner, und Twinset schickt sie niemandem. Zum Beheben von Fehlern sind sie eine Hilfe: Auf Wunsch lassen sie sich in eine Nachricht kopieren.</translation>
    </message>
    <message>
        <source>Reports of errors</source>
        <translation>Fehlerberichte</translation>
    </message>
    <message>
        <source>What went wrong lately. It names photos and folders of yours: read it before you give it to anybody.</source>
        <translation>Was in letzter Zeit schiefging. Hier stehen Namen von Fotos und Ordnern: vor dem Weitergeben durchlesen.</translation>
    </message>
    <message>
        <source>Nothing went wrong lately.</source>
        <translation>In letzter Zeit ging nichts schief.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
</context>
<context>
    <name>TroubleSection</name>
    <message>
        <source>What needs your attention</source>
        <translation>Was Aufmerksamkeit braucht</translation>
    </message>
</context>
<context>
    <name>UndoList</name>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>Es gibt nichts zu wiederholen.</translation>
    </message>
</context>
<context>
    <name>Untouched</name>
    <message>
        <source>Another folder…</source>
        <translation>Ein anderer Ordner …</translation>
    </message>
    <message>
        <source>Never delete anything in this folder</source>
        <translation>Aus diesem Ordner nie etwas löschen</translation>
    </message>
</context>
<context>
    <name>Upkeep</name>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
</context>
<context>
    <name>WaysIn</name>
    <message>
        <source>Choose the folder with your photos</source>
        <translation>Ordner mit den eigenen Fotos wählen</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Choose a photo to search with</source>
        <translation>Foto wählen, mit dem gesucht wird</translation>
    </message>
    <message>
        <source>There is no photo on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Foto.</translation>
    </message>
    <message>
        <source>There is no photo in this. Drop photos, folders, or a picture out of a web page.</source>
        <translation>Darin ist kein Foto. Ziehe Fotos, Ordner oder ein Bild aus einer Webseite hierher.</translation>
    </message>
    <message>
        <source>Drop to add this folder</source>
        <translation>Loslassen, um diesen Ordner hinzuzufügen</translation>
    </message>
    <message>
        <source>Drop to find what looks like it</source>
        <translation>Loslassen, um Ähnliches zu finden</translation>
    </message>
    <message>
        <source>Drop to find what looks like these</source>
        <translation>Loslassen, um Ähnliches zu diesen Fotos zu finden</translation>
    </message>
    <message>
        <source>These are {n} photos, and Twinset searches with {most} at most. To look through them, drop their folder.</source>
        <translation>Das sind {n} Fotos, und Twinset sucht mit höchstens {most}. Um sie durchzusehen, ihren Ordner ablegen.</translation>
    </message>
</context>
<context>
    <name>Wearing</name>
    <message>
        <source>The facts of {name} are as they were before.</source>
        <translation>Die Angaben zu {name} sind wieder wie zuvor.</translation>
    </message>
    <message>
        <source>The facts of {name} are kept.</source>
        <translation>Die Angaben zu {name} sind aufgenommen.</translation>
    </message>
    <message numerus="yes">
        <source>The facts of %Ln photos were taken over.</source>
        <translation>
            <numerusform>Die Angaben zu %Ln Foto wurden übernommen.</numerusform>
            <numerusform>Die Angaben zu %Ln Fotos wurden übernommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The facts are as they were before.</source>
        <translation>Die Angaben sind wieder wie zuvor.</translation>
    </message>
    <message>
        <source>Facts are kept of photos of your folders that have been read.</source>
        <translation>Angaben gibt es zu Fotos der eigenen Ordner, die gelesen sind.</translation>
    </message>
    <message>
        <source>{name} was worn today.</source>
        <translation>{name} wurde heute getragen.</translation>
    </message>
    <message>
        <source>{name} was not worn today.</source>
        <translation>{name} wurde heute nicht getragen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos show what was worn today.</source>
        <translation>
            <numerusform>%Ln Foto zeigt, was heute getragen wurde.</numerusform>
            <numerusform>%Ln Fotos zeigen, was heute getragen wurde.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos show what was not worn today.</source>
        <translation>
            <numerusform>%Ln Foto zeigt, was heute nicht getragen wurde.</numerusform>
            <numerusform>%Ln Fotos zeigen, was heute nicht getragen wurde.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WordsBar</name>
    <message>
        <source>Describe what you look for</source>
        <translation>Beschreiben, was gesucht wird</translation>
    </message>
    <message>
        <source>Clear the field</source>
        <translation>Feld leeren</translation>
    </message>
    <message>
        <source>Name a kind, a colour or a pattern, such as “navy dotted dress”.</source>
        <translation>Eine Art, eine Farbe oder ein Muster nennen, etwa „dunkelblaues gepunktetes Kleid“.</translation>
    </message>
    <message>
        <source>Look for it without “{part}”</source>
        <translation>Ohne „{part}“ suchen</translation>
    </message>
    <message>
        <source>Not understood: {words}</source>
        <translation>Nicht verstanden: {words}</translation>
    </message>
    <message>
        <source>Not told from other clothes yet: {words}</source>
        <translation>Noch nicht von anderer Kleidung unterschieden: {words}</translation>
    </message>
</context>
<context>
    <name>_Amounts</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seconds</source>
        <translation>
            <numerusform>%Ln Sekunde</numerusform>
            <numerusform>%Ln Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln Minute</numerusform>
            <numerusform>%Ln Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln Stunde</numerusform>
            <numerusform>%Ln Stunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>There are no photos in {folders}. Choose a folder that holds some (JPEG, PNG, HEIC, ...).</source>
        <translation>In {folders} sind keine Fotos. Bitte einen Ordner wählen, der welche enthält (JPEG, PNG, HEIC …).</translation>
    </message>
    <message>
        <source>There are no photos in {folders}, only links to folders, which are not followed. Choose those folders.</source>
        <translation>In {folders} sind keine Fotos, nur Verknüpfungen mit Ordnern, denen nicht gefolgt wird. Bitte diese Ordner wählen.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist. Check its name, or plug in the drive it is on.</source>
        <translation>Den Ordner {folder} gibt es nicht. Bitte den Namen prüfen oder das Laufwerk anschließen, auf dem er liegt.</translation>
    </message>
    <message>
        <source>{folder} is not a folder. Choose the folder that holds the photos.</source>
        <translation>{folder} ist kein Ordner. Bitte den Ordner wählen, der die Fotos enthält.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be read. Check that you have permission to open it.</source>
        <translation>Der Ordner {folder} lässt sich nicht lesen. Bitte prüfen, ob er geöffnet werden darf.</translation>
    </message>
    <message>
        <source>The folder was moved, renamed or removed while its photos were being read.</source>
        <translation>Der Ordner wurde verschoben, umbenannt oder entfernt, während seine Fotos gelesen wurden.</translation>
    </message>
    <message>
        <source>The folder cannot be read ({why}).</source>
        <translation>Der Ordner lässt sich nicht lesen ({why}).</translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>There is no permission to read the file.</source>
        <translation>Die Berechtigung, die Datei zu lesen, fehlt.</translation>
    </message>
    <message>
        <source>The file cannot be read ({why}).</source>
        <translation>Die Datei lässt sich nicht lesen ({why}).</translation>
    </message>
    <message>
        <source>This is not a file but a device or a pipe.</source>
        <translation>Das ist keine Datei, sondern ein Gerät oder eine Pipe.</translation>
    </message>
    <message>
        <source>This is a folder, a device or a pipe, not an image file.</source>
        <translation>Das ist ein Ordner, ein Gerät oder eine Pipe, keine Bilddatei.</translation>
    </message>
    <message>
        <source>This is not the name of a file.</source>
        <translation>Das ist kein Dateiname.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file is larger than {most} MB.</source>
        <translation>Die Datei ist größer als {most} MB.</translation>
    </message>
    <message>
        <source>This is not an image in a format that Twinset reads, or it is damaged.</source>
        <translation>Das ist kein Bild in einem Format, das Twinset liest, oder es ist beschädigt.</translation>
    </message>
    <message>
        <source>The image is damaged or cut short.</source>
        <translation>Das Bild ist beschädigt oder unvollständig.</translation>
    </message>
    <message>
        <source>There is not enough memory to open the image.</source>
        <translation>Der Arbeitsspeicher reicht nicht, um das Bild zu öffnen.</translation>
    </message>
    <message>
        <source>The image has {width} x {height} pixels; more than {most} million are not read.</source>
        <translation>Das Bild hat {width} × {height} Pixel; mehr als {most} Millionen werden nicht gelesen.</translation>
    </message>
    <message>
        <source>The image has {width} x {height} pixels; of this kind of file more than {most} million are not read.</source>
        <translation>Das Bild hat {width} × {height} Pixel; bei dieser Art von Datei werden mehr als {most} Millionen nicht gelesen.</translation>
    </message>
    <message>
        <source>The image is damaged or cut short: {percent} % of it is missing.</source>
        <translation>Das Bild ist beschädigt oder unvollständig: {percent} % davon fehlen.</translation>
    </message>
    <message>
        <source>This AVIF image is damaged or cut short, or was written against the rules of its format.</source>
        <translation>Dieses AVIF-Bild ist beschädigt oder unvollständig, oder es hält sich nicht an die Regeln seines Formats.</translation>
    </message>
    <message>
        <source>The image has no pixels.</source>
        <translation>Das Bild hat keine Pixel.</translation>
    </message>
    <message>
        <source>What the photo shows could not be measured or stored.</source>
        <translation>Was auf dem Foto zu sehen ist, ließ sich nicht messen oder speichern.</translation>
    </message>
    <message>
        <source>The box holds no part of the photo, which has {width} x {height} pixels.</source>
        <translation>Der Rahmen enthält keinen Teil des Fotos, das {width} × {height} Pixel hat.</translation>
    </message>
    <message>
        <source>Twinset cannot work on this photo ({why}).</source>
        <translation>Twinset kann dieses Foto nicht verarbeiten ({why}).</translation>
    </message>
    <message>
        <source>The file made the reader crash; open it in another program and save it anew.</source>
        <translation>Die Datei hat den Leser abstürzen lassen; bitte in einem anderen Programm öffnen und neu speichern.</translation>
    </message>
    <message>
        <source>To open the image takes more than {most} MB of memory; save it with fewer pixels.</source>
        <translation>Das Bild zu öffnen braucht mehr als {most} MB Speicher; bitte mit weniger Pixeln speichern.</translation>
    </message>
    <message>
        <source>The file could not be read within {seconds} seconds; check the drive it is on.</source>
        <translation>Die Datei konnte nicht in {seconds} Sekunden gelesen werden; bitte das Laufwerk prüfen, auf dem sie liegt.</translation>
    </message>
    <message>
        <source>To open the image took more than {seconds} seconds; open it elsewhere and save it anew.</source>
        <translation>Das Bild zu öffnen hat länger als {seconds} Sekunden gedauert; bitte anderswo öffnen und neu speichern.</translation>
    </message>
    <message>
        <source>Favourites and kinds in {file} were kept by a newer Twinset; install that one to change them.</source>
        <translation>Favoriten und Arten in {file} stammen von einem neueren Twinset; bitte dieses installieren, um sie zu ändern.</translation>
    </message>
    <message>
        <source>The file with your favourites and kinds is damaged, so nothing is written to it: {file}.</source>
        <translation>Die Datei mit den Favoriten und Arten ist beschädigt, deshalb wird nichts in sie geschrieben: {file}.</translation>
    </message>
    <message>
        <source>Favourites and kinds cannot be changed now ({why}); nothing is written to {file}.</source>
        <translation>Favoriten und Arten können gerade nicht geändert werden ({why}); in {file} wird nichts geschrieben.</translation>
    </message>
    <message>
        <source>The file with your favourites and kinds was gone; the copy of {day} was put in its place.</source>
        <translation>Die Datei mit den Favoriten und Arten war verschwunden; die Kopie vom {day} liegt nun an ihrer Stelle.</translation>
    </message>
    <message>
        <source>There is no good copy of your favourites and kinds in {folder}.</source>
        <translation>In {folder} gibt es keine brauchbare Kopie der Favoriten und Arten.</translation>
    </message>
    <message>
        <source>The favourites of an earlier Twinset cannot be read now ({why}): {file}.</source>
        <translation>Die Favoriten eines früheren Twinset können gerade nicht gelesen werden ({why}): {file}.</translation>
    </message>
    <message>
        <source>The favourites of an earlier Twinset were damaged; what could be read was taken over, and {file} was kept.</source>
        <translation>Die Favoriten eines früheren Twinset waren beschädigt; was lesbar war, wurde übernommen, und {file} blieb erhalten.</translation>
    </message>
    <message>
        <source>The settings were damaged; what could be read of them is used, and the damaged file was kept: {file}.</source>
        <translation>Die Einstellungen waren beschädigt; was davon lesbar ist, gilt, und die beschädigte Datei blieb erhalten: {file}.</translation>
    </message>
    <message>
        <source>The settings cannot be read or saved ({why}), so changes last only until the window closes: {file}.</source>
        <translation>Die Einstellungen können nicht gelesen oder gespeichert werden ({why}), deshalb gelten Änderungen nur, bis das Fenster geschlossen wird: {file}.</translation>
    </message>
    <message>
        <source>The picture would be {height} pixels high, and a {kind} file may have {most}; show fewer photos, or make several.</source>
        <translation>Das Bild würde {height} Pixel hoch, und eine {kind}-Datei darf {most} haben; weniger Fotos zeigen oder mehrere Bilder machen.</translation>
    </message>
    <message>
        <source>The picture would be {height} pixels high, and a {kind} file may have {most}; save it as .png.</source>
        <translation>Das Bild würde {height} Pixel hoch, und eine {kind}-Datei darf {most} haben; als .png speichern.</translation>
    </message>
    <message>
        <source>These would be {pages} pages, and a file gets {most} at most; put more photos on a page, or choose fewer.</source>
        <translation>Das wären {pages} Seiten, und eine Datei bekommt höchstens {most}; mehr Fotos auf eine Seite nehmen oder weniger auswählen.</translation>
    </message>
    <message>
        <source>These are {photos} photos, and a page gets {most} at most; choose fewer.</source>
        <translation>Das sind {photos} Fotos, und eine Seite bekommt höchstens {most}; weniger auswählen.</translation>
    </message>
    <message>
        <source>{file} is one of your photos; choose another name.</source>
        <translation>{file} ist eines der eigenen Fotos; bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{file} cannot be written ({why}). Choose another folder, or free some space.</source>
        <translation>{file} lässt sich nicht schreiben ({why}). Bitte einen anderen Ordner wählen oder Platz schaffen.</translation>
    </message>
    <message>
        <source>The photos take {needed} MB, and {free} MB are free in {folder}. Choose another folder, or free some space.</source>
        <translation>Die Fotos brauchen {needed} MB, und in {folder} sind {free} MB frei. Bitte einen anderen Ordner wählen oder Platz schaffen.</translation>
    </message>
    <message>
        <source>The printer does not take it. Check that it is on and connected, or choose another one.</source>
        <translation>Der Drucker nimmt es nicht an. Bitte prüfen, ob er eingeschaltet und verbunden ist, oder einen anderen wählen.</translation>
    </message>
    <message>
        <source>Only {n} of {total} photos were copied to {folder} ({why}).</source>
        <translation>Nur {n} von {total} Fotos wurden nach {folder} kopiert ({why}).</translation>
    </message>
    <message>
        <source>There is something at {place} already, and nothing is written over; choose another name.</source>
        <translation>Unter {place} gibt es schon etwas, und überschrieben wird nichts; bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({why}); choose another one, or free some space.</source>
        <translation>Der Ordner {folder} kann nicht angelegt werden ({why}); bitte einen anderen wählen oder Platz schaffen.</translation>
    </message>
    <message>
        <source>There is no board in {folder} ({why}); choose a folder that Twinset exported.</source>
        <translation>In {folder} ist keine Pinnwand ({why}); bitte einen Ordner wählen, den Twinset exportiert hat.</translation>
    </message>
    <message>
        <source>The board in {file} was exported by a newer Twinset; install that one.</source>
        <translation>Die Pinnwand in {file} wurde von einem neueren Twinset exportiert; bitte dieses installieren.</translation>
    </message>
    <message>
        <source>The board in {file} is damaged; export it once more.</source>
        <translation>Die Pinnwand in {file} ist beschädigt; bitte noch einmal exportieren.</translation>
    </message>
    <message>
        <source>There is no table of facts in {file}; nothing was changed.</source>
        <translation>In {file} ist keine Tabelle mit Angaben; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The first row of {file} must name the column path and some of name, brand, size, price, currency, bought, notes and worn; nothing was changed.</source>
        <translation>Die erste Zeile von {file} muss die Spalte path nennen und einige von name, brand, size, price, currency, bought, notes und worn; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The table {file} is not UTF-8, so nothing was changed; save it as CSV in UTF-8.</source>
        <translation>Die Tabelle {file} ist nicht UTF-8, deshalb wurde nichts geändert; bitte als CSV in UTF-8 speichern.</translation>
    </message>
    <message>
        <source>Row {row}: {path} is none of your photos that were read; nothing of it was used.</source>
        <translation>Zeile {row}: {path} ist keines der gelesenen Fotos; nichts davon wurde übernommen.</translation>
    </message>
    <message>
        <source>Row {row}: several photos are called {name}; write the whole path of the one that is meant.</source>
        <translation>Zeile {row}: mehrere Fotos heißen {name}; bitte den ganzen Pfad des gemeinten schreiben.</translation>
    </message>
    <message>
        <source>Row {row}: that photo stands in row {first} already, and that row counts.</source>
        <translation>Zeile {row}: dieses Foto steht schon in Zeile {first}, und jene Zeile gilt.</translation>
    </message>
    <message>
        <source>Row {row}: {text} is no price; write it as 12.50.</source>
        <translation>Zeile {row}: {text} ist kein Preis; bitte wie 12.50 schreiben.</translation>
    </message>
    <message>
        <source>Row {row}: {text} is no day; write it as 2026-11-27.</source>
        <translation>Zeile {row}: {text} ist kein Tag; bitte wie 2026-11-27 schreiben.</translation>
    </message>
    <message>
        <source>The column {name} is none of the facts and was left out.</source>
        <translation>Die Spalte {name} gehört nicht zu den Angaben und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>It has the most pixels.</source>
        <translation>Dieses Foto hat die meisten Pixel.</translation>
    </message>
    <message>
        <source>It is the sharpest.</source>
        <translation>Dieses Foto ist am schärfsten.</translation>
    </message>
    <message>
        <source>It is the least compressed.</source>
        <translation>Dieses Foto ist am wenigsten komprimiert.</translation>
    </message>
    <message>
        <source>It is the best exposed.</source>
        <translation>Dieses Foto ist am besten belichtet.</translation>
    </message>
    <message>
        <source>It has fewer pixels.</source>
        <translation>Dieses Foto hat weniger Pixel.</translation>
    </message>
    <message>
        <source>It is less sharp.</source>
        <translation>Dieses Foto ist weniger scharf.</translation>
    </message>
    <message>
        <source>It is more compressed.</source>
        <translation>Dieses Foto ist stärker komprimiert.</translation>
    </message>
    <message>
        <source>It is exposed worse.</source>
        <translation>Dieses Foto ist schlechter belichtet.</translation>
    </message>
    <message>
        <source>It is as good as the others.</source>
        <translation>Dieses Foto ist so gut wie die anderen.</translation>
    </message>
    <message>
        <source>Same colour: {one}</source>
        <translation>Gleiche Farbe: {one}</translation>
    </message>
    <message>
        <source>One hue: {one} with {other}</source>
        <translation>Ein Farbton: {one} mit {other}</translation>
    </message>
    <message>
        <source>Picks up a colour: {one}</source>
        <translation>Greift eine Farbe auf: {one}</translation>
    </message>
    <message>
        <source>Neighbours: {one} with {other}</source>
        <translation>Nachbarn: {one} mit {other}</translation>
    </message>
    <message>
        <source>Complement: {one} with {other}</source>
        <translation>Komplementär: {one} mit {other}</translation>
    </message>
    <message>
        <source>Neutral: {one} with {other}</source>
        <translation>Neutral: {one} mit {other}</translation>
    </message>
    <message>
        <source>Two neutrals: {one} with {other}</source>
        <translation>Zwei neutrale: {one} mit {other}</translation>
    </message>
    <message>
        <source>Plain with a pattern ({pattern}), as two patterns would not go together</source>
        <translation>Einfarbig zu einem Muster ({pattern}), denn zwei Muster passen nicht zusammen</translation>
    </message>
    <message>
        <source>A pattern ({pattern}) with plain, as two patterns would not go together</source>
        <translation>Ein Muster ({pattern}) zu Einfarbigem, denn zwei Muster passen nicht zusammen</translation>
    </message>
    <message>
        <source>It is not sure what garment this is. Say of which kind it is, and suggestions appear.</source>
        <translation>Es ist nicht sicher, was für ein Kleidungsstück das ist. Sobald die Art gewählt ist, kommen Vorschläge.</translation>
    </message>
    <message>
        <source>This photo is said to show no garment, so nothing is suggested.</source>
        <translation>Auf diesem Foto ist laut Angabe kein Kleidungsstück, deshalb gibt es keine Vorschläge.</translation>
    </message>
    <message>
        <source>No colour of this garment could be told, so nothing is suggested.</source>
        <translation>Keine Farbe des Kleidungsstücks ließ sich bestimmen, deshalb gibt es keine Vorschläge.</translation>
    </message>
    <message>
        <source>No one colour stands out on it, so its colours are not sure.</source>
        <translation>Keine Farbe überwiegt, deshalb sind die Farben nicht sicher.</translation>
    </message>
    <message>
        <source>It is not sure whether it is patterned, so only plain pieces are suggested.</source>
        <translation>Es ist nicht sicher, ob es gemustert ist, deshalb wird nur Einfarbiges vorgeschlagen.</translation>
    </message>
    <message>
        <source>It is patterned ({pattern}), so only plain pieces are suggested.</source>
        <translation>Es ist gemustert ({pattern}), deshalb wird nur Einfarbiges vorgeschlagen.</translation>
    </message>
    <message>
        <source>It lies in {folder}, a folder that is never touched.</source>
        <translation>Dieses Foto liegt in {folder}, einem Ordner, der nie angetastet wird.</translation>
    </message>
    <message>
        <source>It is the last one that is left, and so it is never deleted.</source>
        <translation>Dieses Foto ist das letzte, das übrig ist, und wird deshalb nie gelöscht.</translation>
    </message>
    <message>
        <source>The catalog in {folder} was made by a newer Twinset; install that one.</source>
        <translation>Der Katalog in {folder} stammt von einem neueren Twinset; bitte dieses installieren.</translation>
    </message>
    <message>
        <source>The catalog in {folder} cannot be used ({why}). Free some space or check permissions.</source>
        <translation>Der Katalog in {folder} lässt sich nicht benutzen ({why}). Bitte Platz schaffen oder die Berechtigungen prüfen.</translation>
    </message>
    <message>
        <source>The catalog in {folder} is damaged; try again, and it is made anew from your photos.</source>
        <translation>Der Katalog in {folder} ist beschädigt; noch einmal versuchen, dann wird er aus den Fotos neu angelegt.</translation>
    </message>
    <message>
        <source>Another Twinset reads the catalog, so traces of the folder are left; close it and forget the folder again.</source>
        <translation>Ein anderes Twinset liest den Katalog, deshalb sind Spuren des Ordners geblieben; dieses schließen und den Ordner noch einmal vergessen lassen.</translation>
    </message>
    <message>
        <source>The model {model} cannot be read; install Twinset again.</source>
        <translation>Das Modell {model} lässt sich nicht lesen; bitte Twinset neu installieren.</translation>
    </message>
    <message>
        <source>The model file is damaged; install Twinset again.</source>
        <translation>Die Modelldatei ist beschädigt; bitte Twinset neu installieren.</translation>
    </message>
    <message>
        <source>The model file does not tell its &quot;{what}&quot;; install Twinset again.</source>
        <translation>In der Modelldatei fehlt die Angabe „{what}“; bitte Twinset neu installieren.</translation>
    </message>
    <message>
        <source>Another version of Twinset was installed; start it again.</source>
        <translation>Eine andere Version von Twinset wurde installiert; bitte neu starten.</translation>
    </message>
    <message>
        <source>The part of Twinset that reads photos does not start; close other programs, or install it again.</source>
        <translation>Der Teil von Twinset, der Fotos liest, startet nicht; bitte andere Programme schließen oder Twinset neu installieren.</translation>
    </message>
    <message>
        <source>The map could not be made; close other programs and try again, or install Twinset again.</source>
        <translation>Die Karte konnte nicht erstellt werden; andere Programme schließen und es noch einmal versuchen oder Twinset neu installieren.</translation>
    </message>
</context>
<context>
    <name>drops</name>
    <message>
        <source>Left out: {names}. {why}</source>
        <translation>Ausgelassen: {names}. {why}</translation>
    </message>
    <message>
        <source>That is a device or a pipe, not a photo.</source>
        <translation>Das ist ein Gerät oder eine Pipe, kein Foto.</translation>
    </message>
    <message>
        <source>That file is not there any more.</source>
        <translation>Diese Datei gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>That lies inside an archive. Unpack the archive first, then use what comes out of it.</source>
        <translation>Das liegt in einem Archiv. Entpacke erst das Archiv und nimm dann, was darin war.</translation>
    </message>
    <message>
        <source>That is only a web address, and Twinset never goes online. Save the picture first, or copy the picture itself and paste it here.</source>
        <translation>Das ist nur eine Webadresse, und Twinset geht nie ins Internet. Bitte das Bild zuerst speichern oder das Bild selbst kopieren und hier einfügen.</translation>
    </message>
    <message>
        <source>That lies in the trash. Take it out of there first.</source>
        <translation>Das liegt im Papierkorb. Hole es erst dort heraus.</translation>
    </message>
    <message>
        <source>That lies on a network place or a device that Twinset cannot read directly ({scheme}). Copy it to this computer, or open it through its mounted folder.</source>
        <translation>Das liegt auf einem Netzlaufwerk oder Gerät, das Twinset nicht direkt lesen kann ({scheme}). Kopiere es auf diesen Computer oder öffne es über seinen eingehängten Ordner.</translation>
    </message>
</context>
<context>
    <name>duplicates</name>
    <message>
        <source>%Ln photos</source>
        <translation>%Ln Foto</translation>
    </message>
    <message>
        <source>%Ln ticked</source>
        <translation>%Ln angekreuzt</translation>
    </message>
    <message>
        <source>The same picture</source>
        <translation>Dasselbe Bild</translation>
    </message>
    <message>
        <source>The same garment</source>
        <translation>Dasselbe Kleidungsstück</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Garment</source>
        <translation>Kleidungsstück</translation>
    </message>
    <message>
        <source>%Ln groups</source>
        <translation>%Ln Gruppe</translation>
    </message>
    <message>
        <source>{size} could be freed</source>
        <translation>{size} würden frei</translation>
    </message>
    <message>
        <source>turned</source>
        <translation>gedreht</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>gespiegelt</translation>
    </message>
    <message>
        <source>cropped or framed</source>
        <translation>beschnitten oder gerahmt</translation>
    </message>
    <message>
        <source>lighter</source>
        <translation>heller</translation>
    </message>
    <message>
        <source>darker</source>
        <translation>dunkler</translation>
    </message>
</context>
<context>
    <name>garments</name>
    <message>
        <source>Garment</source>
        <translation>Kleidungsstück</translation>
    </message>
    <message>
        <source>{colour} {garment}</source>
        <translation>{garment}, {colour}</translation>
    </message>
    <message>
        <source>{colour} {pattern} {garment}</source>
        <translation>{garment}, {colour}, {pattern}</translation>
    </message>
    <message>
        <source>{pattern} {garment}</source>
        <translation>{garment}, {pattern}</translation>
    </message>
    <message>
        <source>patterned</source>
        <translation>gemustert</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>bedruckt</translation>
    </message>
</context>
<context>
    <name>hints</name>
    <message>
        <source>Got it</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>Got it: do not show this hint again</source>
        <translation>Verstanden: diesen Hinweis nicht mehr zeigen</translation>
    </message>
    <message>
        <source>Click a photo to find what looks like it. Or drop any other one here, even from your browser.</source>
        <translation>Ein Foto anklicken, um Ähnliches zu finden. Oder irgendein anderes hier ablegen, auch aus dem Browser.</translation>
    </message>
    <message>
        <source>Say what counts with the sliders, draw a box to search with a part of the photo, or press + and − on a result for more or less like it.</source>
        <translation>Mit den Reglern bestimmen, was zählt, mit einem Rahmen nur einen Ausschnitt suchen oder auf einem Treffer + und − drücken: mehr davon, weniger davon.</translation>
    </message>
    <message>
        <source>X swaps the two photos, W shows why they match, and the arrows go on to the next one.</source>
        <translation>X tauscht die beiden Fotos, W zeigt, warum sie zusammenpassen, und die Pfeiltasten führen zum nächsten.</translation>
    </message>
    <message>
        <source>Drag to move, turn the wheel to come nearer. Shift and drag chooses photos; a click finds similar ones.</source>
        <translation>Ziehen verschiebt die Karte, das Mausrad holt sie näher heran. Umschalt und Ziehen wählt Fotos aus; ein Klick findet ähnliche.</translation>
    </message>
    <message>
        <source>Below each photo stands why it goes with the garment. Click one to go on with it, or + to take it along.</source>
        <translation>Unter jedem Foto steht, warum es dazu passt. Ein Klick darauf geht mit ihm weiter, + nimmt es dazu.</translation>
    </message>
    <message>
        <source>Drag photos about, and pull a corner to scale them. A double click finds similar ones.</source>
        <translation>Fotos verschieben und an einer Ecke größer ziehen. Ein Doppelklick findet ähnliche.</translation>
    </message>
    <message>
        <source>Click a kind, a colour, a pattern or a group to see its photos.</source>
        <translation>Ein Klick auf Art, Farbe, Muster oder Gruppe zeigt deren Fotos.</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Close, back to all photos</source>
        <translation>Schließen, zurück zu allen Fotos</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>Foto öffnen</translation>
    </message>
    <message>
        <source>Search with what was copied</source>
        <translation>Mit dem Kopierten suchen</translation>
    </message>
    <message>
        <source>Describe what you look for</source>
        <translation>Beschreiben, was gesucht wird</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Look for new photos</source>
        <translation>Nach neuen Fotos suchen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation>Seitenleiste ein, aus</translation>
    </message>
    <message>
        <source>Larger photos</source>
        <translation>Größere Fotos</translation>
    </message>
    <message>
        <source>Smaller photos</source>
        <translation>Kleinere Fotos</translation>
    </message>
    <message>
        <source>Save as picture</source>
        <translation>Als Bild speichern</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>Als Bild kopieren</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>User&apos;s guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>From photo to photo</source>
        <translation>Von Foto zu Foto</translation>
    </message>
    <message>
        <source>First and last photo</source>
        <translation>Erstes, letztes Foto</translation>
    </message>
    <message>
        <source>One screen up and down</source>
        <translation>Seitenweise blättern</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>Ähnliche Fotos suchen</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Say of which kind it is</source>
        <translation>Sagen, welche Art es ist</translation>
    </message>
    <message>
        <source>What goes with this?</source>
        <translation>Was passt dazu?</translation>
    </message>
    <message>
        <source>Put on a board</source>
        <translation>Auf eine Pinnwand legen</translation>
    </message>
    <message>
        <source>Worn today, or not</source>
        <translation>Heute getragen oder nicht</translation>
    </message>
    <message>
        <source>Lay out or fold a stack</source>
        <translation>Stapel ausbreiten, zusammenlegen</translation>
    </message>
    <message>
        <source>Select several</source>
        <translation>Mehrere auswählen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>All that can be done</source>
        <translation>Alles, was möglich ist</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger davon</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>To the next photo in a direction</source>
        <translation>Zum nächsten Foto in einer Richtung</translation>
    </message>
    <message>
        <source>Move the map</source>
        <translation>Die Karte verschieben</translation>
    </message>
    <message>
        <source>The whole map</source>
        <translation>Die ganze Karte</translation>
    </message>
    <message>
        <source>Loose or in a grid</source>
        <translation>Locker oder im Raster</translation>
    </message>
    <message>
        <source>Draw around photos to choose them</source>
        <translation>Fotos umkreisen, um sie auszuwählen</translation>
    </message>
    <message>
        <source>Choose this photo, or no longer</source>
        <translation>Dieses Foto auswählen oder nicht mehr</translation>
    </message>
    <message>
        <source>Let go of what was chosen</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>The map</source>
        <translation>Die Karte</translation>
    </message>
    <message>
        <source>Take this piece to the garment, or no longer</source>
        <translation>Dieses Stück dazunehmen oder wieder weglassen</translation>
    </message>
    <message>
        <source>What goes with a garment</source>
        <translation>Was zu einem Kleidungsstück passt</translation>
    </message>
    <message>
        <source>Move what is selected</source>
        <translation>Das Ausgewählte verschieben</translation>
    </message>
    <message>
        <source>Move it further, or the board</source>
        <translation>Weiter verschieben, oder die Pinnwand</translation>
    </message>
    <message>
        <source>Bring to the front</source>
        <translation>Nach vorn holen</translation>
    </message>
    <message>
        <source>Send to the back</source>
        <translation>Nach hinten legen</translation>
    </message>
    <message>
        <source>Without its background, or with it</source>
        <translation>Ohne Hintergrund oder mit ihm</translation>
    </message>
    <message>
        <source>The whole board</source>
        <translation>Die ganze Pinnwand</translation>
    </message>
    <message>
        <source>As a list, or laid out</source>
        <translation>Als Liste oder ausgelegt</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>Nichts auswählen</translation>
    </message>
    <message>
        <source>Take off the board</source>
        <translation>Von der Pinnwand nehmen</translation>
    </message>
    <message>
        <source>Rename a board of the list</source>
        <translation>Eine Pinnwand der Liste umbenennen</translation>
    </message>
    <message>
        <source>Delete a board of the list; its photos stay</source>
        <translation>Eine Pinnwand der Liste löschen; ihre Fotos bleiben</translation>
    </message>
    <message>
        <source>A board</source>
        <translation>Eine Pinnwand</translation>
    </message>
    <message>
        <source>Photo before</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>The whole photo</source>
        <translation>Das ganze Foto</translation>
    </message>
    <message>
        <source>Move the photo</source>
        <translation>Foto verschieben</translation>
    </message>
    <message>
        <source>Swap query and match</source>
        <translation>Die Fotos tauschen</translation>
    </message>
    <message>
        <source>Why they match</source>
        <translation>Warum das passt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>A photo seen large</source>
        <translation>Ein Foto ganz groß</translation>
    </message>
    <message>
        <source>Begin, then search</source>
        <translation>Beginnen, dann suchen</translation>
    </message>
    <message>
        <source>Move the box</source>
        <translation>Rahmen verschieben</translation>
    </message>
    <message>
        <source>Resize the box</source>
        <translation>Größe des Rahmens</translation>
    </message>
    <message>
        <source>Remove the box</source>
        <translation>Rahmen entfernen</translation>
    </message>
    <message>
        <source>The box on the query photo</source>
        <translation>Der Rahmen im Suchfoto</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild ↑</translation>
    </message>
    <message>
        <source>PgDn</source>
        <translation>Bild ↓</translation>
    </message>
</context>
<context>
    <name>map</name>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
</context>
<context>
    <name>names</name>
    <message>
        <source>black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>charcoal</source>
        <translation>Anthrazit</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>light grey</source>
        <translation>Hellgrau</translation>
    </message>
    <message>
        <source>white</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>cream</source>
        <translation>Creme</translation>
    </message>
    <message>
        <source>peach</source>
        <translation>Pfirsich</translation>
    </message>
    <message>
        <source>blush</source>
        <translation>Zartrosa</translation>
    </message>
    <message>
        <source>beige</source>
        <translation>Beige</translation>
    </message>
    <message>
        <source>tan</source>
        <translation>Hellbraun</translation>
    </message>
    <message>
        <source>brown</source>
        <translation>Braun</translation>
    </message>
    <message>
        <source>dark brown</source>
        <translation>Dunkelbraun</translation>
    </message>
    <message>
        <source>navy</source>
        <translation>Marineblau</translation>
    </message>
    <message>
        <source>indigo</source>
        <translation>Indigo</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>denim</source>
        <translation>Jeansblau</translation>
    </message>
    <message>
        <source>sky blue</source>
        <translation>Himmelblau</translation>
    </message>
    <message>
        <source>teal</source>
        <translation>Petrol</translation>
    </message>
    <message>
        <source>turquoise</source>
        <translation>Türkis</translation>
    </message>
    <message>
        <source>mint</source>
        <translation>Mint</translation>
    </message>
    <message>
        <source>green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>dark green</source>
        <translation>Dunkelgrün</translation>
    </message>
    <message>
        <source>olive</source>
        <translation>Oliv</translation>
    </message>
    <message>
        <source>lime</source>
        <translation>Limette</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>mustard</source>
        <translation>Senfgelb</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>rust</source>
        <translation>Rostrot</translation>
    </message>
    <message>
        <source>coral</source>
        <translation>Koralle</translation>
    </message>
    <message>
        <source>red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>burgundy</source>
        <translation>Bordeaux</translation>
    </message>
    <message>
        <source>pink</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>hot pink</source>
        <translation>Pink</translation>
    </message>
    <message>
        <source>mauve</source>
        <translation>Altrosa</translation>
    </message>
    <message>
        <source>plum</source>
        <translation>Pflaume</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>lilac</source>
        <translation>Flieder</translation>
    </message>
    <message>
        <source>{colour} ({shade})</source>
        <translation>{colour} ({shade})</translation>
    </message>
    <message>
        <source>gold</source>
        <translation>gold</translation>
    </message>
    <message>
        <source>silver</source>
        <translation>silber</translation>
    </message>
</context>
<context>
    <name>outfits</name>
    <message>
        <source>taken to the garment</source>
        <translation>dazugenommen</translation>
    </message>
    <message>
        <source>Take away from the garment again</source>
        <translation>Wieder weglassen</translation>
    </message>
    <message>
        <source>Take to the garment</source>
        <translation>Dazunehmen</translation>
    </message>
</context>
<context>
    <name>rules</name>
    <message>
        <source>One hue</source>
        <translation>Ein Farbton</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>Nachbarn</translation>
    </message>
    <message>
        <source>Complement</source>
        <translation>Komplementär</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>Pattern with plain</source>
        <translation>Muster mit Uni</translation>
    </message>
    <message>
        <source>Lighter and darker shades of one hue</source>
        <translation>Hellere und dunklere Töne einer Farbe</translation>
    </message>
    <message>
        <source>Hues that lie beside each other, such as blue and green</source>
        <translation>Farbtöne, die nebeneinander liegen, wie Blau und Grün</translation>
    </message>
    <message>
        <source>Hues that lie opposite each other, such as blue and orange</source>
        <translation>Farbtöne, die einander gegenüber liegen, wie Blau und Orange</translation>
    </message>
    <message>
        <source>Black, white, grey, beige, brown, navy and denim, which go with most colours</source>
        <translation>Schwarz, Weiß, Grau, Beige, Braun, Marineblau und Jeansblau, die zu den meisten Farben passen</translation>
    </message>
    <message>
        <source>One of the two is patterned and the other is plain</source>
        <translation>Eines von beiden ist gemustert, das andere einfarbig</translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>Same item</source>
        <translation>Dasselbe Stück</translation>
    </message>
    <message>
        <source>Very similar</source>
        <translation>Sehr ähnlich</translation>
    </message>
    <message>
        <source>Similar style</source>
        <translation>Ähnlicher Stil</translation>
    </message>
    <message>
        <source>Loosely alike</source>
        <translation>Entfernt ähnlich</translation>
    </message>
    <message>
        <source>Dress</source>
        <translation>Kleid</translation>
    </message>
    <message>
        <source>Hat</source>
        <translation>Hut</translation>
    </message>
    <message>
        <source>Long sleeve</source>
        <translation>Langarmshirt</translation>
    </message>
    <message>
        <source>Outerwear</source>
        <translation>Jacke/Mantel</translation>
    </message>
    <message>
        <source>Trousers</source>
        <translation>Hose</translation>
    </message>
    <message>
        <source>Shirt</source>
        <translation>Hemd</translation>
    </message>
    <message>
        <source>Shoes</source>
        <translation>Schuhe</translation>
    </message>
    <message>
        <source>Shorts</source>
        <translation>Shorts</translation>
    </message>
    <message>
        <source>Skirt</source>
        <translation>Rock</translation>
    </message>
    <message>
        <source>T-shirt</source>
        <translation>T-Shirt</translation>
    </message>
    <message>
        <source>Bag</source>
        <translation>Tasche</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Jewellery</source>
        <translation>Schmuck</translation>
    </message>
    <message>
        <source>Scarf</source>
        <translation>Schal</translation>
    </message>
    <message>
        <source>Glasses</source>
        <translation>Brille</translation>
    </message>
    <message>
        <source>Socks</source>
        <translation>Socken</translation>
    </message>
    <message>
        <source>Blazer</source>
        <translation>Blazer</translation>
    </message>
    <message>
        <source>Bodysuit</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Hoodie</source>
        <translation>Kapuzenpullover</translation>
    </message>
    <message>
        <source>Polo shirt</source>
        <translation>Polohemd</translation>
    </message>
    <message>
        <source>Undershirt</source>
        <translation>Unterhemd</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Not a garment</source>
        <translation>Kein Kleidungsstück</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>Einfarbig</translation>
    </message>
    <message>
        <source>Striped</source>
        <translation>Gestreift</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Kariert</translation>
    </message>
    <message>
        <source>Dotted</source>
        <translation>Gepunktet</translation>
    </message>
    <message>
        <source>Floral or printed</source>
        <translation>Geblümt oder bedruckt</translation>
    </message>
    <message>
        <source>With a picture or letters</source>
        <translation>Mit Bild oder Schrift</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
</context>
<context>
    <name>why</name>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Vorgang nicht erlaubt</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>kein Ordner</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>Datei gibt es schon</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Dateiname zu lang</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>Speicherkontingent erschöpft</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Dateisystem schreibgeschützt</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>zu viele offene Dateien</translation>
    </message>
    <message>
        <source>Too many levels of symbolic links</source>
        <translation>Verknüpfungen führen im Kreis</translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation>Verbindung zum Netzlaufwerk veraltet</translation>
    </message>
    <message>
        <source>Host is down</source>
        <translation>Rechner nicht erreichbar</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>Zeitüberschreitung der Verbindung</translation>
    </message>
    <message>
        <source>database is locked</source>
        <translation>Datenbank gesperrt</translation>
    </message>
    <message>
        <source>database or disk is full</source>
        <translation>Datenbank oder Datenträger voll</translation>
    </message>
    <message>
        <source>disk I/O error</source>
        <translation>Ein-/Ausgabefehler des Datenträgers</translation>
    </message>
    <message>
        <source>unable to open database file</source>
        <translation>Datenbank lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>attempt to write a readonly database</source>
        <translation>Datenbank schreibgeschützt</translation>
    </message>
    <message>
        <source>database disk image is malformed</source>
        <translation>Datenbank beschädigt</translation>
    </message>
    <message>
        <source>file is not a database</source>
        <translation>keine Datenbank</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>not {part}</source>
        <translation>nicht {part}</translation>
    </message>
    <message>
        <source>dark {colour}</source>
        <translation>dunkel{colour}</translation>
    </message>
    <message>
        <source>light {colour}</source>
        <translation>hell{colour}</translation>
    </message>
    <message>
        <source>pale {colour}</source>
        <translation>blass{colour}</translation>
    </message>
    <message>
        <source>bright {colour}</source>
        <translation>leuchtend {colour}</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>pale</source>
        <translation>blass</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>leuchtend</translation>
    </message>
</context>
</TS>
