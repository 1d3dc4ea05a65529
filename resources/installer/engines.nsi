; The engines, packed for themselves: they seldom change, and packing them takes minutes. The
; installer carries the result and unpacks it with
;
;     engines.exe /S /D=folder

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user
SilentInstall silent
; A file that cannot be written ends it with an exit code; nobody could answer a question.
AllowSkipFiles off

Name "ModelTray engines"
OutFile "${OUTPUT}"

Section
    SetOutPath "$INSTDIR"
    File /r "${ENGINES}\*"
SectionEnd
