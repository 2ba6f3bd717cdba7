namespace Evenkeel.Forensics;

/// <summary>Puts what a test found into words.</summary>
internal static class EvidenceMeaning
{
    /// <summary>A p-value below it is worth a word of its own.</summary>
    public const double Notable = 1e-4;

    /// <summary>Chooses between three findings.</summary>
    /// <param name="p">The p-value.</param>
    /// <param name="isMore">Whether there is more of what is measured than draws have.</param>
    /// <param name="more">Said where there is notably more.</param>
    /// <param name="less">Said where there is notably less.</param>
    /// <param name="alike">Said where nothing is notable.</param>
    public static string Compare(double p, bool isMore, string more, string less, string alike) => p >= Notable ? alike : isMore ? more : less;

    /// <summary>Adds the numbers.</summary>
    public static string With(string finding, string statistic, double p) => $"{finding} ({statistic}, {EvidenceText.P(p)})";
}
