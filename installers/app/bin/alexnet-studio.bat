@echo off
rem Starts AlexNet Studio from any folder.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
rem An installed program brings its own runtime, beside its folder.
if exist "%HOME_DIR%\..\runtime\bin\java.exe" set "JAVA=%HOME_DIR%\..\runtime\bin\java.exe"
where "%JAVA%" >nul 2>nul || if not exist "%JAVA%" (
  echo AlexNet Studio needs Java 17 or newer. Install it, or set JAVA_HOME. 1>&2
  exit /b 1
)
set "OPT_OUT_TRACKING=true"
rem Java's second compiler begins ten times later: it would take from the start what it works for.
set "COMPILER=-XX:+IgnoreUnrecognizedVMOptions -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"
"%JAVA%" %COMPILER% -Dai.djl.offline=true "-Dalexnetstudio.home=%HOME_DIR%" %JAVA_OPTS% -cp "%HOME_DIR%\lib\*" org.alexnetstudio.app.Main %*
exit /b %ERRORLEVEL%
