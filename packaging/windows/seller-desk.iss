; Inno Setup 6: the installer of dist\SellerDesk. Build the folder first (python packaging\package.py), then
;   iscc /DVersion=0.1.0 packaging\windows\seller-desk.iss
; For one user, without administrator; data in %LOCALAPPDATA%\SellerDesk is never touched, also not on removal.
#ifndef Version
  #define Version "0.0.0"
#endif

[Setup]
AppId={{6B0B6A5E-6E0E-4C55-9C53-2B0F5A0E7D21}
AppName=Seller Desk
AppVersion={#Version}
AppPublisher=Seller Desk
DefaultDirName={localappdata}\Programs\SellerDesk
DefaultGroupName=Seller Desk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=seller-desk-{#Version}-windows-x64
SetupIconFile=..\..\resources\icons\seller-desk.ico
UninstallDisplayIcon={app}\SellerDesk.exe
LicenseFile=..\..\LICENSE
InfoAfterFile=after-install.txt
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
RestartApplications=no

[Languages]
; Inno Setup brings no Chinese; the file is its official translation, laid beside this script by whoever builds.
#if FileExists(AddBackslash(SourcePath) + "ChineseSimplified.isl")
Name: "zh"; MessagesFile: "ChineseSimplified.isl"
#endif
Name: "en"; MessagesFile: "compiler:Default.isl"

[InstallDelete]
; Libraries of the former version: a mixed folder is the classic way to a program that does not start.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\SellerDesk\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion
Source: "..\..\LICENSE"; DestDir: "{app}"; Flags: ignoreversion
Source: "..\..\build\package\THIRD-PARTY.txt"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{group}\Seller Desk"; Filename: "{app}\SellerDesk.exe"
Name: "{userdesktop}\Seller Desk"; Filename: "{app}\SellerDesk.exe"; Tasks: desktop

[Tasks]
Name: "desktop"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Run]
Filename: "{app}\SellerDesk.exe"; Description: "{cm:LaunchProgram,Seller Desk}"; Flags: nowait postinstall skipifsilent
