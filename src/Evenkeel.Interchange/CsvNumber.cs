using System.Globalization;

namespace Evenkeel.Interchange;

/// <summary>What counts as a number in a table.</summary>
internal static class CsvNumber
{
    /// <summary>Reads a number; NaN and the infinities read as such, whatever their spelling.</summary>
    public static bool TryParse(string cell, out double value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
