using System.Globalization;

namespace Evenkeel.Forensics;

/// <summary>Numbers as sentences have them.</summary>
internal static class EvidenceText
{
    /// <summary>A p-value: <c>p = 0.0032</c>, or <c>p &lt; 1e-30</c> where nobody needs to know more.</summary>
    public static string P(double p) => p < 1e-30 ? "p < 1e-30" : "p = " + Number(p, "G2");

    /// <summary>Any number, in three digits.</summary>
    public static string Number(double x) => Number(x, "G3");

    /// <summary>A share as a percentage in two digits.</summary>
    public static string Percent(double share) => Number(100 * share, "G2") + " %";

    private static string Number(double x, string format) => x.ToString(format, CultureInfo.InvariantCulture).Replace("E-0", "e-", StringComparison.Ordinal)
        .Replace("E+0", "e", StringComparison.Ordinal).Replace("E-", "e-", StringComparison.Ordinal).Replace("E+", "e", StringComparison.Ordinal);
}
