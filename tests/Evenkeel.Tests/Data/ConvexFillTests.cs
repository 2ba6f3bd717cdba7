using Evenkeel.Data;

namespace Evenkeel.Tests.Data;

public class ConvexFillTests
{
    /// <summary>Pixels are painted where their whole-numbered coordinates lie inside or on the edge, which these pictures were drawn from by hand.</summary>
    [Theory]
    [InlineData("1,1 4,1 1,4", "...... .####. .###.. .##... .#.... ......")]
    [InlineData("1,1 1,4 4,1", "...... .####. .###.. .##... .#.... ......")]
    [InlineData("1,1 3,1 3,3 1,3", "...... .###.. .###.. .###.. ...... ......")]
    [InlineData("2,0 4,2 2,4 0,2", "..#... .###.. #####. .###.. ..#... ......")]
    [InlineData("0.5,0.5 3.5,0.5 3.5,2.5 0.5,2.5", "...... .###.. .###.. ...... ...... ......")]
    [InlineData("1.1,1.1 1.9,1.1 1.5,1.9", "...... ...... ...... ...... ...... ......")]
    [InlineData("-3,-3 9,-3 9,2 -3,2", "###### ###### ###### ...... ...... ......")]
    [InlineData("2,-3 7,2 2,7 -3,2", "###### ###### ###### ###### ###### #####.")]
    [InlineData("7,7 9,7 8,9", "...... ...... ...... ...... ...... ......")]
    public void Paint_FillsTheCentresInside(string polygon, string picture)
    {
        (double X, double Y)[] corners = [.. polygon.Split(' ').Select(corner => corner.Split(',')).Select(pair => (Number(pair[0]), Number(pair[1])))];
        byte[] pixels = new byte[36];

        ConvexFill.Paint(corners, 7, pixels, 6);

        string.Join(' ', pixels.Chunk(6).Select(row => string.Concat(row.Select(pixel => pixel == 7 ? '#' : '.')))).ShouldBe(picture);
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
