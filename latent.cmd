@echo off
rem Runs LatentSharp's command line in the caller's folder. When a source is newer than the last build, builds first.
setlocal
set "home=%~dp0"
set "publish=%home%.publish"

where dotnet >nul 2>nul
if errorlevel 1 (
    echo latent: needs the .NET 10 SDK, but there is no 'dotnet' on the PATH: https://dot.net 1>&2
    exit /b 1
)

if not exist "%publish%" mkdir "%publish%"
call :fresh
if not errorlevel 1 goto :run

rem A redirection that is open is the lock: Windows lets nobody else write there, and frees it when this program ends.
:lock
set "locked="
2>nul (
    9>"%publish%\lock" (
        set "locked=1"
        call :build_if_stale
    )
)
if not defined locked (
    ping -n 2 127.0.0.1 >nul
    goto :lock
)
call :fresh
if errorlevel 1 (
    type "%publish%\build.log" 1>&2
    echo latent: could not be built; what went wrong stands above and in %publish%\build.log 1>&2
    exit /b 1
)

:run
dotnet "%publish%\app\latent.dll" %*
exit /b %errorlevel%

:build_if_stale
call :fresh
if not errorlevel 1 exit /b 0
echo latent: builds LatentSharp ^(only when a source is new; a minute or less^) >con
pushd "%home%"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
if exist "%publish%\sources" rmdir /s /q "%publish%\sources"
rem A copy of the sources as they were when the build began: what is edited meanwhile is built the next time.
call :copy_sources "%publish%\building"
dotnet publish src\LatentSharp.Cli -c Release --disable-build-servers --artifacts-path "%publish%\build" -o "%publish%\app" -p:RunAnalyzers=false -v quiet >"%publish%\build.log" 2>&1
if not errorlevel 1 move "%publish%\building" "%publish%\sources" >nul
popd
exit /b 0

:copy_sources
if exist "%~1" rmdir /s /q "%~1"
xcopy src "%~1\src\" /S /Y /Q /K /EXCLUDE:eng\not-sources.txt >nul
xcopy global.json "%~1\" /Y /Q >nul
xcopy Directory.*.props "%~1\" /Y /Q >nul
exit /b 0

:fresh
rem Lists, without copying, what is newer here than in that copy; the last line begins with how many there are.
if not exist "%publish%\sources\src" exit /b 1
set "newer=0"
pushd "%home%"
for /f %%n in ('xcopy src "%publish%\sources\src\" /S /D /L /Y /Q /EXCLUDE:eng\not-sources.txt') do set "newer=%%n"
for /f %%n in ('xcopy Directory.*.props "%publish%\sources\" /D /L /Y /Q') do if not "%%n"=="0" set "newer=%%n"
popd
if "%newer%"=="0" exit /b 0
exit /b 1
