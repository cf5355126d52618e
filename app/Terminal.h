// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <windows.h>
#else
#include <unistd.h>
#endif

namespace hakgal {

inline bool isTerminal(std::FILE *stream)
{
#ifdef _WIN32
    return _isatty(_fileno(stream)) != 0;
#else
    return ::isatty(::fileno(stream)) == 1;
#endif
}

/// Bytes stay as they are (no CR before LF), and a console shows UTF-8. Call once, first in main().
inline void prepareStandardStreams()
{
#ifdef _WIN32
    _setmode(_fileno(stdout), _O_BINARY);
    _setmode(_fileno(stdin), _O_BINARY);
    ::SetConsoleOutputCP(CP_UTF8);
#endif
}

} // namespace hakgal
