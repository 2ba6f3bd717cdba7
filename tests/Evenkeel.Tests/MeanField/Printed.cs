using System.Globalization;
using Shouldly;

namespace Evenkeel.Tests.MeanField;

/// <summary>Numbers as a table prints them.</summary>
internal static class Printed
{
    /// <summary>Holds a number to within one unit in the last printed digit.</summary>
    public static void ShouldPrint(this double actual, string printed)
    {
        int point = printed.IndexOf('.', StringComparison.Ordinal);
        double unit = point < 0 ? 1 : Math.Pow(10, point + 1 - printed.Length);
        actual.ShouldBe(double.Parse(printed, CultureInfo.InvariantCulture), 1.0000001 * unit);
    }
}
