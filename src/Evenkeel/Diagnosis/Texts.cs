using System.Globalization;

namespace Evenkeel.Diagnosis;

/// <summary>How findings write numbers and name where their limits come from.</summary>
internal static class Texts
{
    /// <summary>The experiment that severities are calibrated on.</summary>
    public const string Experiment = "of random networks that learn an easy task at one of five rates, next to none lies beyond";

    /// <summary>Writes a sentence the same way in every culture.</summary>
    public static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A factor in words: <c>3.2 times</c>, <c>1/250</c>.</summary>
    public static string Factor(double ratio) => ratio switch
    {
        0 => "0",
        double.PositiveInfinity => "more times than float32 can hold",
        < 1 => Of($"1/{1 / ratio:#,0.#}"),
        _ => Of($"{ratio:#,0.#} times"),
    };

    /// <summary>A loss with two decimals; below 0.1 with two digits, however small it is.</summary>
    public static string Loss(double value) => value.ToString(Math.Abs(value) < 0.1 ? "G2" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>A number with four digits, as text that programs read too.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
