# cmake -D STAGE=folder -D OUT=….msi -D VERSION=1.2.3 -D HOMEPAGE=https://…
#       (-D WIXL=… -D MSIBUILD=… | -D CANDLE=… -D LIGHT=…) -P Package.cmake
#
# Signs our programs (Sign.cmake), lists every file of the staging folder in files.wxs, packs, and signs the package.
# Anything that the tools say on standard error fails the build: wixl ends with 0 also where it left something out.
cmake_minimum_required(VERSION 3.22)
include(${CMAKE_CURRENT_LIST_DIR}/Sign.cmake)
get_filename_component(work ${OUT} DIRECTORY)
set(files_wxs ${work}/files.wxs)
file(RELATIVE_PATH stage ${work} ${STAGE}) # wixl takes paths from the folder of the source alone
file(REMOVE ${OUT})

hakgal_sign(${STAGE}/hakgal.exe ${STAGE}/hakgalctl.exe)

# A component a file, each with an Id made from its path, so that an upgrade knows it again.
file(GLOB_RECURSE entries RELATIVE ${STAGE} ${STAGE}/*)
list(SORT entries)
set(folders "")
set(references "")
set(fragments "")
foreach(entry IN LISTS entries)
    string(SHA1 hash ${entry})
    string(SUBSTRING ${hash} 0 16 hash)
    get_filename_component(folder ${entry} DIRECTORY)
    set(parent INSTALLDIR)
    if(folder)
        if(folder MATCHES "/")
            message(FATAL_ERROR "${entry}: one level of folders is all that is needed")
        endif()
        set(parent D_${folder})
        list(APPEND folders ${folder})
    endif()
    string(APPEND fragments
        "    <DirectoryRef Id=\"${parent}\">\n"
        "      <Component Id=\"C${hash}\" Guid=\"*\" Win64=\"yes\">\n"
        "        <File Id=\"F${hash}\" Source=\"${stage}/${entry}\" KeyPath=\"yes\" />\n"
        "      </Component>\n"
        "    </DirectoryRef>\n")
    string(APPEND references "      <ComponentRef Id=\"C${hash}\" />\n")
endforeach()
list(REMOVE_DUPLICATES folders)
set(directories "")
foreach(folder IN LISTS folders)
    string(APPEND directories "      <Directory Id=\"D_${folder}\" Name=\"${folder}\" />\n")
endforeach()
file(WRITE ${files_wxs}
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<Wix xmlns=\"http://schemas.microsoft.com/wix/2006/wi\">\n"
    "  <Fragment>\n"
    "    <DirectoryRef Id=\"INSTALLDIR\">\n${directories}    </DirectoryRef>\n"
    "${fragments}"
    "    <ComponentGroup Id=\"Files\">\n${references}    </ComponentGroup>\n"
    "  </Fragment>\n"
    "</Wix>\n")

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE failed ERROR_VARIABLE words)
    if(failed OR words)
        file(REMOVE ${OUT})
        message(FATAL_ERROR "${ARGN}: ${failed}\n${words}")
    endif()
endfunction()
set(source ${CMAKE_CURRENT_LIST_DIR}/hakgal.wxs)
if(WIXL)
    run(${WIXL} --arch x64 -D Wixl=yes -D Version=${VERSION} -D Homepage=${HOMEPAGE} -o ${OUT} ${source} ${files_wxs})
    # What AllowSameVersionUpgrades does; 513: features are kept, and the version itself is among the older ones. Else
    # a second build of a version would be installed beside the first, with the same files.
    file(STRINGS ${source} code REGEX "UpgradeCode=")
    string(REGEX REPLACE ".*UpgradeCode=\"([^\"]+)\".*" "\\1" code "${code}")
    string(TOUPPER ${code} code)
    run(${MSIBUILD} ${OUT}
        -q "DELETE FROM `Upgrade` WHERE `ActionProperty`='WIX_UPGRADE_DETECTED'"
        -q "INSERT INTO `Upgrade` (`UpgradeCode`, `VersionMax`, `Attributes`, `ActionProperty`) VALUES ('{${code}}', '${VERSION}', 513, 'WIX_UPGRADE_DETECTED')")
else()
    # -sice:ICE61: the package replaces its own version.
    run(${CANDLE} -nologo -arch x64 -dVersion=${VERSION} -dHomepage=${HOMEPAGE} -out ${work}/ ${source} ${files_wxs})
    run(${LIGHT} -nologo -sice:ICE61 -b ${work} -b ${CMAKE_CURRENT_LIST_DIR} -out ${OUT}
        ${work}/hakgal.wixobj ${work}/files.wixobj)
endif()
hakgal_sign(${OUT})
file(SIZE ${OUT} bytes)
message(STATUS "${OUT}: ${bytes} bytes")
