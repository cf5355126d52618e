// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/TabularText.h"
#include "ui/Theme.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

/// Leftmost column with ink at or right of `from`; −1 where there is none.
int inkFrom(const QImage &image, int from)
{
    for (int x = from; x < image.width(); ++x) {
        for (int y = 0; y < image.height(); ++y) {
            if (qGray(image.pixel(x, y)) < 128)
                return x;
        }
    }
    return -1;
}

QImage drawn(const QString &text, Qt::Alignment alignment)
{
    QImage image(200, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setFont(Theme::font(TextStyle::Value));
    tabular::draw(painter, image.rect(), alignment, text);
    return image;
}

} // namespace

class tst_TabularText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresOfTheSameLengthHaveTheSameWidth_data()
    {
        QTest::addColumn<TextStyle>("style");
        QTest::newRow("value") << TextStyle::Value;
        QTest::newRow("small") << TextStyle::Small;
        QTest::newRow("body") << TextStyle::Body;
    }

    void figuresOfTheSameLengthHaveTheSameWidth()
    {
        QFETCH(TextStyle, style);
        const QFont font = Theme::font(style);
        const double width = tabular::width(font, u"00.0 ms"_s);
        for (int digit = 1; digit <= 9; ++digit) {
            QString text = u"00.0 ms"_s;
            text.replace(u'0', QChar(u'0' + char16_t(digit)));
            QCOMPARE(tabular::width(font, text), width);
        }
    }

    void whatFollowsADigitStaysInItsPlace()
    {
        for (auto alignment : {Qt::AlignLeft, Qt::AlignHCenter, Qt::AlignRight}) {
            const int behind = 100; // between digit and unit
            const QString tail = u"                   MB"_s;
            QCOMPARE(inkFrom(drawn(u"1"_s + tail, alignment | Qt::AlignVCenter), behind),
                     inkFrom(drawn(u"8"_s + tail, alignment | Qt::AlignVCenter), behind));
        }
    }

    void aLabelAsksForTheRoomItDraws()
    {
        Theme theme(ThemeMode::Light);
        TabularLabel label;
        Theme::style(&label, TextStyle::Strong);
        label.setText(u"111.1"_s);
        const QSize ones = label.sizeHint();
        label.setText(u"888.8"_s);
        QCOMPARE(label.sizeHint(), ones);
        QVERIFY(ones.width() >= tabular::width(label.font(), u"888.8"_s));
    }
};

QTEST_MAIN(tst_TabularText)
#include "tst_TabularText.moc"
