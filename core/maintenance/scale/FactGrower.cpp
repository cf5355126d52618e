// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/scale/FactGrower.h"

#include <algorithm>
#include <array>
#include <cmath>

// Why no statement comes twice: the last run of digits behind an underscore is its number, and what may
// follow it (brackets, quotes, the dot) has no digits; so two statements with different numbers differ. And
// the numbers begin beyond every run of digits behind an underscore in the base.
//
// draw() is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): its
// state is a counter, so any of its numbers can be had at once.

namespace hakgal {

namespace {

constexpr qint64 kMostModels = 50'000;
constexpr qint64 kMostModelBytes = 32'000'000;
constexpr qsizetype kLongestModel = 64 * 1024;
constexpr qint64 kBetweenLooks = 1024;
constexpr int kMostDigits = 17; // what fits in a qint64 with room for the numbers to come

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWordByte(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What closes a statement and stays behind the number.
bool isClosing(char c)
{
    return QByteArrayView(" .,;:!?)]}\"'\t\r\n").contains(c);
}

/// An index below `n` by a drawn number: its upper half scaled, which favours none.
qint64 below(quint64 drawn, qint64 n)
{
    return static_cast<qint64>(((drawn >> 32) * static_cast<quint64>(n)) >> 32);
}

/// Drawn numbers in a row.
class Draws
{
public:
    explicit Draws(quint64 seed) : m_seed(seed) {}
    qint64 below(qint64 n) { return hakgal::below(FactGrower::draw(m_seed, m_next++), n); }

private:
    quint64 m_seed;
    quint64 m_next = 0;
};

/// Zipf's law: the k-th of n has a chance proportional to 1/k.
class Zipf
{
public:
    explicit Zipf(int n)
    {
        double sum = 0;
        for (int k = 1; k <= n; ++k)
            m_sums.push_back(sum += 1.0 / k);
    }
    int pick(Draws &draws) const
    {
        constexpr qint64 kSteps = 1'000'000;
        const double at = m_sums.back() * static_cast<double>(draws.below(kSteps)) / kSteps;
        return static_cast<int>(std::upper_bound(m_sums.begin(), m_sums.end(), at) - m_sums.begin());
    }

private:
    std::vector<double> m_sums;
};

QByteArray word(Draws &draws)
{
    constexpr std::array kSyllables{"ba",  "con", "dra", "el",  "fi", "gor", "hal", "in",  "ka", "lo",
                                    "mer", "na",  "or",  "pil", "ra", "sen", "tu",  "ver", "wi", "za"};
    const qint64 count = 2 + draws.below(3);
    QByteArray text;
    for (qint64 i = 0; i < count; ++i)
        text += kSyllables[static_cast<std::size_t>(draws.below(static_cast<qint64>(kSyllables.size())))];
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

} // namespace

quint64 FactGrower::draw(quint64 seed, quint64 n)
{
    quint64 z = (seed + n + 1) * 0x9e3779b97f4a7c15ULL + (seed << 32);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

QByteArray FactGrower::numbered(const QByteArray &model, qint64 number)
{
    const QByteArray tag = '_' + QByteArray::number(number);
    qsizetype end = model.size();
    while (end > 0 && isClosing(model.at(end - 1)))
        --end;
    // The number takes the place of letters; the first one of the word stays.
    qsizetype from = end;
    while (end - from < tag.size() && from >= 2 && isWordByte(model.at(from - 1)) &&
           isWordByte(model.at(from - 2)))
        --from;
    return model.left(from) + tag + model.mid(end);
}

qint64 FactGrower::greatestNumber(const QByteArray &text)
{
    qint64 greatest = -1;
    for (qsizetype at = text.indexOf('_'); at >= 0; at = text.indexOf('_', at + 1)) {
        qsizetype end = at + 1;
        while (end < text.size() && isDigit(text.at(end)))
            ++end;
        const qsizetype digits = end - at - 1;
        if (digits > 0 && digits <= kMostDigits)
            greatest = std::max(greatest, text.mid(at + 1, digits).toLongLong());
    }
    return greatest;
}

Result<FactGrower> FactGrower::learn(Database &database, FactStore &store, quint64 seed, JobContext &context)
{
    FactGrower grower;
    grower.m_seed = seed;
    database.setCancelFlag(context.cancelFlag());
    const auto usable = [](const QByteArray &utf8) {
        return !utf8.isEmpty() && utf8.size() <= kLongestModel;
    };

    const auto all = store.count();
    if (!all)
        return all.error();
    qint64 seen = 0;
    const auto look = [&](double from) {
        if (++seen % kBetweenLooks == 0)
            context.advance(from + 0.5 * static_cast<double>(seen) / static_cast<double>(*all));
        return !context.cancelled();
    };
    qint64 left = 0; // usable ones that were not passed yet
    qint64 bytes = 0;
    qint64 greatest = 0;
    auto read = store.forEachStatement([&](const QByteArray &utf8) {
        greatest = std::max(greatest, greatestNumber(utf8));
        if (usable(utf8)) {
            ++left;
            bytes += utf8.size();
        }
        return look(0);
    });
    if (!read)
        return read.error();
    if (context.cancelled())
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    if (left == 0)
        return Error{
            ErrorCode::NoFactsTable, {database.verdict().path}, QStringLiteral("it holds no fact"), 0};
    grower.m_ownFacts = *all;
    grower.m_averageBytes = static_cast<double>(bytes) / static_cast<double>(left);
    grower.m_firstNumber = greatest + 1;

    // Each subset of that size has the same chance (Knuth, The Art of Computer Programming 3.4.2, algorithm
    // S): a fact is taken with the chance (still wanted) / (still to come).
    const auto fitting = static_cast<qint64>(static_cast<double>(kMostModelBytes) / grower.m_averageBytes);
    qint64 wanted = std::min({left, kMostModels, std::max<qint64>(1, fitting)});
    grower.m_models.reserve(static_cast<std::size_t>(wanted));
    Draws draws(seed);
    seen = 0;
    read = store.forEachStatement([&](const QByteArray &utf8) {
        if (usable(utf8) && left > 0) {
            if (draws.below(left) < wanted) {
                grower.m_models.push_back(QByteArray(utf8.constData(), utf8.size()));
                --wanted;
            }
            --left;
        }
        return wanted > 0 && look(0.5);
    });
    database.setCancelFlag(nullptr);
    if (!read)
        return read.error();
    if (context.cancelled())
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    return grower;
}

FactGrower FactGrower::synthetic(quint64 seed)
{
    constexpr int kModels = 20'000;
    constexpr int kPredicates = 60;
    constexpr int kSubjects = 400;
    constexpr int kObjects = 2'000;
    constexpr std::array kArity{1, 2, 2, 2, 2, 2, 2, 2, 3, 4};
    FactGrower grower;
    grower.m_seed = seed;
    Draws draws(seed);
    const auto words = [&](int n) {
        std::vector<QByteArray> made;
        for (int i = 0; i < n; ++i)
            made.push_back(word(draws));
        return made;
    };
    const auto predicates = words(kPredicates);
    const auto subjects = words(kSubjects);
    const auto objects = words(kObjects);
    const Zipf byPredicate(kPredicates);
    const Zipf bySubject(kSubjects);
    qint64 bytes = 0;
    for (int i = 0; i < kModels; ++i) {
        const auto predicate = static_cast<std::size_t>(byPredicate.pick(draws));
        // Another one is the most frequent in each predicate.
        const auto subject = (static_cast<std::size_t>(bySubject.pick(draws)) + predicate * 7) % kSubjects;
        QByteArray text = predicates[predicate] + '(' + subjects[subject];
        const int arity = kArity[static_cast<std::size_t>(draws.below(kArity.size()))];
        for (int argument = 1; argument < arity; ++argument)
            text += ", " + objects[static_cast<std::size_t>(draws.below(kObjects))];
        text += ").";
        bytes += text.size();
        grower.m_models.push_back(text);
    }
    grower.m_averageBytes = static_cast<double>(bytes) / kModels;
    return grower;
}

QByteArray FactGrower::statement(qint64 n) const
{
    return numbered(own(draw(m_seed, static_cast<quint64>(n))), m_firstNumber + n);
}

const QByteArray &FactGrower::own(quint64 drawn) const
{
    return m_models[static_cast<std::size_t>(below(drawn, static_cast<qint64>(m_models.size())))];
}

} // namespace hakgal
