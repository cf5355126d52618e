// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
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

/// Whether anybody gets what is written to standard error. A program of windows that was started from an icon
/// has none on Windows.
inline bool hasStandardError()
{
#ifdef _WIN32
    return ::GetFileType(::GetStdHandle(STD_ERROR_HANDLE)) != FILE_TYPE_UNKNOWN;
#else
    return true;
#endif
}

/// Reads what there is on standard input, waiting for the first byte; 0 or less: it ended. Past the C
/// library, whose lock a waiting thread would hold while the process leaves.
inline long readStandardInput(char *to, std::size_t bytes)
{
#ifdef _WIN32
    DWORD got = 0;
    return ::ReadFile(::GetStdHandle(STD_INPUT_HANDLE), to, static_cast<DWORD>(bytes), &got, nullptr)
               ? static_cast<long>(got)
               : -1;
#else
    return static_cast<long>(::read(STDIN_FILENO, to, bytes));
#endif
}

/// While it lives, bytes stay as they are (no CR before LF), and a console shows UTF-8 and understands escape
/// sequences. The console is left as it was found, since other programs go on in it. The first object of
/// main().
class StandardStreams
{
public:
    StandardStreams()
    {
#ifdef _WIN32
        _setmode(_fileno(stdout), _O_BINARY);
        _setmode(_fileno(stdin), _O_BINARY);
        // Into a pipe it is buffered there, and progress would come late.
        std::setvbuf(stderr, nullptr, _IONBF, 0);
        if (m_codePage != 0)
            ::SetConsoleOutputCP(CP_UTF8);
        if (::GetConsoleMode(m_console, &m_mode))
            ::SetConsoleMode(m_console, m_mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
#endif
    }
    ~StandardStreams()
    {
#ifdef _WIN32
        std::fflush(nullptr); // in UTF-8
        if (m_codePage != 0)
            ::SetConsoleOutputCP(m_codePage);
        if (m_mode != 0)
            ::SetConsoleMode(m_console, m_mode);
#endif
    }
    StandardStreams(const StandardStreams &) = delete;
    StandardStreams &operator=(const StandardStreams &) = delete;

#ifdef _WIN32
private:
    const UINT m_codePage = ::GetConsoleOutputCP(); ///< 0: there is no console
    const HANDLE m_console = ::GetStdHandle(STD_ERROR_HANDLE);
    DWORD m_mode = 0;
#endif
};

} // namespace hakgal
