# cmake -D STAGE=folder -D PROGRAMS=a.exe;b.exe -D SEARCH=folder;… -D PLUGINS=folder -D LICENCES=name=file;…
#       [-D QM=file;…] (-D OBJDUMP=… | -D DUMPBIN=…) [-D STRIP=…] -P Stage.cmake
#
# Makes the folder that is packed: the programs, the task that serves without a window, Qt's plugins and translations,
# licences, and every library that any of them needs. The libraries are found by walking the import tables; what is in
# none of the search folders must belong to Windows itself, else staging fails.
cmake_minimum_required(VERSION 3.22)

# What Windows 10 has. A library that is not here and not found is missing.
set(system_libraries
    advapi32 authz bcrypt bcryptprimitives cabinet cfgmgr32 comctl32 comdlg32 crypt32 cryptbase d2d1 d3d11 d3d12 d3d9
    dbghelp dcomp dnsapi dwmapi dwrite dxgi gdi32 imm32 iphlpapi kernel32 mpr msvcrt ncrypt netapi32 normaliz ntdll
    ole32 oleaut32 opengl32 powrprof propsys psapi rpcrt4 rstrtmgr secur32 setupapi shcore shell32 shlwapi user32
    userenv usp10 uxtheme version winhttp wininet winmm winspool.drv wldap32 ws2_32 wsock32 wtsapi32)

file(REMOVE_RECURSE ${STAGE})
file(MAKE_DIRECTORY ${STAGE}/licences)
file(COPY ${PROGRAMS} ${CMAKE_CURRENT_LIST_DIR}/hakgal-serve.xml DESTINATION ${STAGE})
foreach(pair IN LISTS LICENCES)
    string(REGEX MATCH "^([^=]+)=(.+)$" matched "${pair}")
    if(NOT EXISTS "${CMAKE_MATCH_2}")
        message(FATAL_ERROR "The licence ${CMAKE_MATCH_1} is not at ${CMAKE_MATCH_2}")
    endif()
    configure_file(${CMAKE_MATCH_2} ${STAGE}/licences/${CMAKE_MATCH_1}.txt COPYONLY)
endforeach()

# A window needs the first and our history the second; the others are taken where this Qt has them.
set(required sqldrivers/qsqlite)
if(PROGRAMS MATCHES "/hakgal\\.exe")
    list(APPEND required platforms/qwindows)
endif()
foreach(plugin ${required} styles/qwindowsvistastyle styles/qmodernwindowsstyle imageformats/qico imageformats/qjpeg
        tls/qschannelbackend tls/qcertonlybackend)
    if(EXISTS ${PLUGINS}/${plugin}.dll)
        get_filename_component(folder ${plugin} DIRECTORY)
        file(COPY ${PLUGINS}/${plugin}.dll DESTINATION ${STAGE}/${folder})
    elseif(plugin IN_LIST required)
        message(FATAL_ERROR "Qt's plugin ${plugin}.dll is not in ${PLUGINS}")
    endif()
endforeach()
if(QM)
    file(COPY ${QM} DESTINATION ${STAGE}/translations)
endif()
# Without it Qt would look for plugins beside the folder of the programs, too.
file(WRITE ${STAGE}/qt.conf "[Paths]\nPrefix=.\nPlugins=.\nTranslations=translations\n")

# The names of the libraries that `file` imports.
function(imports_of file result)
    if(OBJDUMP)
        set(command ${OBJDUMP} -p)
        set(pattern "DLL Name: *[^ \t\r\n]+")
    else()
        set(command ${DUMPBIN} /NOLOGO /DEPENDENTS)
        set(pattern "\n +[^ \t\r\n]+\\.[dD][lL][lL]")
    endif()
    execute_process(COMMAND ${command} ${file} OUTPUT_VARIABLE words RESULT_VARIABLE failed ERROR_VARIABLE complaint)
    if(failed)
        message(FATAL_ERROR "${file}: ${complaint}")
    endif()
    string(REGEX MATCHALL "${pattern}" names "${words}")
    list(TRANSFORM names REPLACE ".*[ \n]" "")
    set(${result} ${names} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE pending ${STAGE}/*.exe ${STAGE}/*.dll)
set(missing "")
while(pending)
    list(POP_FRONT pending file)
    imports_of(${file} imports)
    foreach(name IN LISTS imports)
        string(TOLOWER ${name} lower)
        string(REGEX REPLACE "\\.dll$" "" plain ${lower})
        if(EXISTS ${STAGE}/${name} OR plain IN_LIST system_libraries OR lower MATCHES "^(api|ext)-ms-")
            continue()
        endif()
        unset(found)
        foreach(folder IN LISTS SEARCH)
            if(EXISTS ${folder}/${name})
                set(found ${folder}/${name})
                break()
            endif()
        endforeach()
        if(NOT found)
            get_filename_component(user ${file} NAME)
            list(APPEND missing "${name} (needed by ${user})")
            continue()
        endif()
        file(COPY ${found} DESTINATION ${STAGE} FOLLOW_SYMLINK_CHAIN)
        list(APPEND pending ${STAGE}/${name})
    endforeach()
endwhile()
if(missing)
    list(REMOVE_DUPLICATES missing)
    list(JOIN missing "\n  " lines)
    message(FATAL_ERROR "These libraries are in none of ${SEARCH}:\n  ${lines}")
endif()

if(STRIP)
    file(GLOB_RECURSE binaries ${STAGE}/*.exe ${STAGE}/*.dll)
    execute_process(COMMAND ${STRIP} --strip-all ${binaries} COMMAND_ERROR_IS_FATAL ANY)
endif()
