using System.Globalization;

namespace Evenkeel.Literature;

/// <summary>Reads the two variances of a start <c>mean-field(w2, b2)</c>.</summary>
internal static class MeanFieldScheme
{
    /// <summary>Reads them.</summary>
    /// <param name="scheme">The start's name, with its arguments in place or by name.</param>
    /// <returns>σw² and σb², 0 where it is left out.</returns>
    public static (double SigmaW2, double SigmaB2) Of(string scheme)
    {
        string[] arguments = scheme[(scheme.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')').Split(',');
        return (Number(arguments[0]), arguments.Length > 1 ? Number(arguments[1]) : 0);
    }

    private static double Number(string argument) => double.Parse(argument.Split('=')[^1], CultureInfo.InvariantCulture);
}
