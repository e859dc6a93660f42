; The installer for Windows: for one user, without an administrator. Inno Setup 6.3 or newer:
;
;     python packaging\windows\describe-program.py
;     iscc packaging\windows\twinset.iss
;
; packs build\frozen\twinset into dist\twinset-VERSION-windows.exe.

#ifndef Described
  #define Described "..\..\build\windows\described.iss"
#endif
#ifndef Frozen
  #define Frozen "..\..\build\frozen\twinset"
#endif
#ifndef Target
  #define Target "..\..\dist"
#endif
#include Described

[Setup]
AppId={{8ACCEC22-B857-5199-A8D8-4E6E02D9BDA6}
AppName=Twinset
AppVersion={#Version}
AppVerName=Twinset {#Version}
AppPublisher=The Twinset authors
VersionInfoVersion={#Numbers}
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\Twinset
DisableProgramGroupPage=yes
DisableDirPage=auto
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SetupIconFile=..\icons\twinset.ico
UninstallDisplayIcon={app}\twinset.exe
OutputDir={#Target}
OutputBaseFilename=twinset-{#Version}-windows
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes
ShowLanguageDialog=auto

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.OpenWith=Offer Twinset under "Open with" for photos and folders
de.OpenWith=Twinset bei Fotos und Ordnern unter „Öffnen mit“ anbieten
en.FindAlike=Open with Twinset
de.FindAlike=Mit Twinset öffnen
en.Photo=Photo
de.Photo=Foto
en.RemoveAll=Also remove what Twinset keeps: favourites, collections, corrected kinds, settings, and what was computed of the photos?%n%nThe photos themselves stay in any case.
de.RemoveAll=Auch entfernen, was Twinset aufbewahrt: Favoriten, Sammlungen, berichtigte Arten, Einstellungen und was zu den Fotos berechnet wurde?%n%nDie Fotos selbst bleiben in jedem Fall.

[Tasks]
Name: "openwith"; Description: "{cm:OpenWith}"
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

; What an earlier version brought and this one does not.
[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Frozen}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\Twinset"; Filename: "{app}\twinset.exe"
Name: "{autodesktop}\Twinset"; Filename: "{app}\twinset.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\twinset.exe"; ValueType: string; ValueData: "{app}\twinset.exe"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Twinset.Photo"; ValueType: string; ValueData: "{cm:Photo}"; Flags: uninsdeletekey; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Twinset.Photo\DefaultIcon"; ValueType: string; ValueData: "{app}\twinset.exe,0"; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Twinset.Photo\shell\open\command"; ValueType: string; ValueData: """{app}\twinset.exe"" ""%1"""; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Applications\twinset.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "Twinset"; Flags: uninsdeletekey; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Applications\twinset.exe\shell\open\command"; ValueType: string; ValueData: """{app}\twinset.exe"" ""%1"""; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Directory\shell\Twinset"; ValueType: string; ValueData: "{cm:FindAlike}"; Flags: uninsdeletekey; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Directory\shell\Twinset"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\twinset.exe,0"; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Directory\shell\Twinset\command"; ValueType: string; ValueData: """{app}\twinset.exe"" ""%1"""; Tasks: openwith

[Run]
Filename: "{app}\twinset.exe"; Description: "{cm:LaunchProgram,Twinset}"; Flags: nowait postinstall skipifsilent

[Code]
{ What the user made stays unless they say otherwise; a silent removal never asks, and keeps it. }
procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if (Step = usPostUninstall) and
     (SuppressibleMsgBox(CustomMessage('RemoveAll'), mbConfirmation, MB_YESNO or MB_DEFBUTTON2, IDNO) = IDYES) then
    DelTree(ExpandConstant('{localappdata}\Twinset'), True, True, True);
end;
