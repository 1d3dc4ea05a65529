; The installer of ModelTray: for one person, without administrator rights.
;
;     makensis -DVERSION=0.1.0 -DPROGRAM=folder -DENGINES=engines.exe -DENGINES_KB=700000
;              -DOUTPUT=setup.exe modeltray.nsi
;
; setup.exe /S [/DESKTOP] [/AUTOSTART] [/D=folder]     installs without a question
; uninstall.exe /S [/PURGE]                            /PURGE removes settings and models too

Unicode true
Target amd64-unicode
SetCompressor lzma
SetCompressorDictSize 32
AllowSkipFiles off
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "nsDialogs.nsh"
!include "WinMessages.nsh"

!define NAME "ModelTray"
!define PROGRAM_FILE "ModelTray.exe"
!define CRED_TYPE_GENERIC 1
!define MARQUEE 8 ; PBS_MARQUEE: a bar that moves without saying how far it is
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT License"

!define MUI_ICON "..\windows\modeltray.ico"
!define MUI_UNICON "..\windows\modeltray.ico"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM_FILE}"
!define MUI_FINISHPAGE_RUN_TEXT "Start ${NAME}"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Asks a running program to stop its models and leave. Without an answer the files cannot be
; replaced, so nothing is touched.
!macro STOP_PROGRAM
    ${If} ${FileExists} "$INSTDIR\${PROGRAM_FILE}"
        ExecWait '"$INSTDIR\${PROGRAM_FILE}" --quit' $0
        ${If} $0 <> 0
            MessageBox MB_OK|MB_ICONSTOP "${NAME} is running and does not end. End it in the task manager, then try again." /SD IDOK
            SetErrorLevel 2
            Quit
        ${EndIf}
    ${EndIf}
!macroend

; What an older version has put there; a folder that was there before the installation stays.
!macro REMOVE_PROGRAM
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\${PROGRAM_FILE}"
    Delete "$INSTDIR\ModelTrayRunner.exe"
    Delete "$INSTDIR\LICENSE.txt"
!macroend

Section "!${NAME}"
    SectionIn RO
    AddSize ${ENGINES_KB}
    !insertmacro STOP_PROGRAM
    !insertmacro REMOVE_PROGRAM
    SetOutPath "$INSTDIR"
    File /r "${PROGRAM}\*"
    Call UnpackEngines
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM_FILE}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM_FILE}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

Section /o "Icon on the desktop" DESKTOP
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM_FILE}"
SectionEnd

Section /o "Start when I log in" AUTOSTART
    WriteRegStr HKCU "${RUN_KEY}" "${NAME}" '"$INSTDIR\${PROGRAM_FILE}" --minimized'
SectionEnd

Function .onInit
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/DESKTOP" $1
    ${IfNot} ${Errors}
        !insertmacro SelectSection ${DESKTOP}
    ${EndIf}
    ClearErrors
    ${GetOptions} $0 "/AUTOSTART" $1
    ${IfNot} ${Errors}
        !insertmacro SelectSection ${AUTOSTART}
    ${EndIf}
FunctionEnd

; They come packed by themselves (engines.nsi). Meanwhile the bar shows that work goes on.
Function UnpackEngines
    DetailPrint "Unpacking the engines, which takes a minute or two ..."
    SetDetailsPrint none
    FindWindow $1 "#32770" "" $HWNDPARENT
    GetDlgItem $1 $1 1004
    ${NSD_AddStyle} $1 ${MARQUEE}
    SendMessage $1 ${PBM_SETMARQUEE} 1 40
    InitPluginsDir
    SetCompress off
    File "/oname=$PLUGINSDIR\engines.exe" "${ENGINES}"
    SetCompress auto
    ExecWait '"$PLUGINSDIR\engines.exe" /S /D=$INSTDIR\_internal' $0
    Delete "$PLUGINSDIR\engines.exe"
    SendMessage $1 ${PBM_SETMARQUEE} 0 0
    ${NSD_RemoveStyle} $1 ${MARQUEE}
    SetDetailsPrint both
    ${If} $0 <> 0
        MessageBox MB_OK|MB_ICONSTOP "The engines could not be unpacked into $INSTDIR. Make room on the disk (1 GB), then run this setup again." /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
FunctionEnd

Section "Uninstall"
    !insertmacro STOP_PROGRAM
    !insertmacro REMOVE_PROGRAM
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    Delete "$DESKTOP\${NAME}.lnk"
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    DeleteRegValue HKCU "${RUN_KEY}" "${NAME}"
    Call un.AskForData
SectionEnd

; Settings, logs and the models folder of the person. Never without being asked for.
Function un.AskForData
    ${IfNot} ${FileExists} "$LOCALAPPDATA\${NAME}\*"
        Return
    ${EndIf}
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/PURGE" $1
    ${If} ${Errors}
        MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Delete your settings, and the models in $LOCALAPPDATA\${NAME}\models, too?" /SD IDNO IDYES delete
        Return
        delete:
    ${EndIf}
    RMDir /r "$LOCALAPPDATA\${NAME}"
    ; The access token of the Hub, in Windows' Credential Manager (app/infra/secrets.py).
    System::Call 'advapi32::CredDeleteW(w "${NAME}", i ${CRED_TYPE_GENERIC}, i 0)'
FunctionEnd
