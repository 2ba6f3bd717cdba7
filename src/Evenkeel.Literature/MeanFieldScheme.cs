using System.Globalization;

namespace Evenkeel.Literature;

/// <summary>Reads what a start <c>mean-field(w2, b2, family)</c> says of its hidden layers.</summary>
internal static class MeanFieldScheme
{
    /// <summary>Reads the two variances.</summary>
    /// <param name="scheme">The start's name, with its arguments in place or by name.</param>
    /// <returns>σw² and σb², 0 where it is left out.</returns>
    public static (double SigmaW2, double SigmaB2) Of(string scheme) => Of(SchemeText.Of(scheme).Hidden);

    /// <summary>Reads the two variances.</summary>
    /// <param name="scheme">The start.</param>
    /// <returns>σw² and σb², 0 where it is left out.</returns>
    public static (double SigmaW2, double SigmaB2) Of(SchemeText scheme) => (Number(scheme.Argument("w2", 0) ?? "0"), Number(scheme.Argument("b2", 1) ?? "0"));

    /// <summary>Whether its weights are orthogonal rather than independent normals.</summary>
    /// <param name="scheme">The start.</param>
    public static bool IsOrthogonal(string scheme) => SchemeText.Of(scheme).Hidden.Argument("family", 2) == "orthogonal";

    private static double Number(string argument) => double.Parse(argument, CultureInfo.InvariantCulture);
}
