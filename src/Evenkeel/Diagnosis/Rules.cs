using System.Collections.Immutable;

namespace Evenkeel.Diagnosis;

/// <summary>All rules, and what they find.</summary>
public static class Rules
{
    /// <summary>In the order in which causes are looked for: of two that explain each other, the first does.</summary>
    private static readonly IRule[] All =
    [
        new NonFiniteRule(),
        new SymmetricUnitsRule(),
        new NearlySymmetricUnitsRule(),
        new ZeroLastLayerRule(),
        new BornDeadRule(),
        new InputScaleRule(),
        new BiasStartRule(),
        new SchemeFitRule(),
        new PhaseRule(),
        new ConflictRule(),
        new NarrowLayersRule(),
        new DeadUnitsRule(),
        new SaturationRule(),
        new VanishingForwardRule(),
        new ExplodingForwardRule(),
        new VanishingBackwardRule(),
        new ExplodingBackwardRule(),
        new LearningRateRule(),
        new LossAtStartRule(),
        new DivergenceRule(),
        new SilentGradientRule(),
        new MeanDriftRule(),
    ];

    /// <summary>Applies every rule.</summary>
    /// <param name="evidence">What was measured.</param>
    /// <returns>
    /// The findings, most severe first, causes before what follows from them. What follows from another finding names it as its
    /// <see cref="Finding.Cause"/>, hands its severity over to it, and is itself only worth knowing.
    /// </returns>
    public static ImmutableArray<Finding> Examine(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        Finding[] findings = [.. All.Select(rule => rule.Examine(evidence)).OfType<Finding>()];
        for (int i = 0; i < findings.Length; i++)
        {
            for (int j = 0; findings[i].Cause is null && j < findings.Length; j++)
            {
                if (j != i && findings[j].Cause is null && findings[i].Explains.Contains(findings[j].Code))
                {
                    Severity passed = findings[i].IsMeant || findings[i].Severity > findings[j].Severity ? findings[i].Severity : findings[j].Severity;
                    (findings[i], findings[j]) = (findings[i] with { Severity = passed }, findings[j] with { Severity = Severity.Info, Cause = findings[i].Code });
                }
            }
        }

        return [.. findings.OrderByDescending(finding => finding.Severity)];
    }
}
