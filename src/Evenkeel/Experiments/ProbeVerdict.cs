using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Diagnosis;
using Evenkeel.Probing;

namespace Evenkeel.Experiments;

/// <summary>Puts a reading and its findings into one sentence.</summary>
internal static class ProbeVerdict
{
    /// <summary>The first finding's own words; without one, how the signal's size changes both ways.</summary>
    public static string Of(NetworkReading reading, ImmutableArray<Finding> findings)
    {
        Finding? gravest = findings.FirstOrDefault(finding => finding.Severity != Severity.Info);
        if (gravest is not null)
        {
            return $"{Capital(gravest.Message)}.";
        }

        if (!findings.IsEmpty)
        {
            return $"No warning, but worth knowing: {findings[0].Message}.";
        }

        double forward = reading.Layers[^1].PreActivations.SecondMoment / reading.Layers[0].PreActivations.SecondMoment;
        double backward = reading.Layers[0].PreActivationGradients.SecondMoment / reading.Layers[^1].PreActivationGradients.SecondMoment;
        return reading.Layers.Length == 1
            ? "Nothing stands in the way of training."
            : string.Create(CultureInfo.InvariantCulture, $"Nothing stands in the way of training: from the first hidden layer to the last, the signal's second moment changes {forward:0.00}×; that of its gradient, on the way back, {backward:0.00}×.");
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
