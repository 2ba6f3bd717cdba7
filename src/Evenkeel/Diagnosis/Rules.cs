using System.Collections.Immutable;

namespace Evenkeel.Diagnosis;

/// <summary>All rules, and what they find.</summary>
public static class Rules
{
    private static readonly IRule[] All =
    [
        new DivergenceRule(),
        new SymmetricUnitsRule(),
        new SilentGradientRule(),
        new DeadUnitsRule(),
        new SaturationRule(),
        new VanishingForwardRule(),
        new ExplodingForwardRule(),
        new VanishingBackwardRule(),
        new ExplodingBackwardRule(),
        new LossAtStartRule(),
    ];

    /// <summary>Applies every rule.</summary>
    /// <param name="evidence">What was measured.</param>
    /// <returns>The findings, most severe first, causes before what follows from them.</returns>
    public static ImmutableArray<Finding> Examine(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return [.. All.Select(rule => rule.Examine(evidence)).OfType<Finding>().OrderByDescending(finding => finding.Severity)];
    }
}
