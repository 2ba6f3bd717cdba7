using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Diagnosis;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Experiments;

/// <summary>Puts a reading and its findings into one sentence.</summary>
internal static class ProbeVerdict
{
    /// <summary>The first finding's own words; without one, how the signal's size changes both ways.</summary>
    public static string Of(NetworkReading reading, ImmutableArray<Finding> findings, bool hasBranches)
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

        // Through branches the stream goes on, which a holds at their ends.
        Func<LayerReading, Moments> signal = hasBranches ? layer => layer.Activations : layer => layer.PreActivations;
        Func<LayerReading, Moments> gradient = hasBranches ? layer => layer.Gradients : layer => layer.PreActivationGradients;
        double forward = signal(reading.Layers[^1]).SecondMoment / signal(reading.Layers[0]).SecondMoment;
        double backward = gradient(reading.Layers[0]).SecondMoment / gradient(reading.Layers[^1]).SecondMoment;
        return reading.Layers.Length == 1
            ? "Nothing stands in the way of training."
            : string.Create(CultureInfo.InvariantCulture, $"Nothing stands in the way of training: from the first hidden layer to the last, the signal's second moment changes {forward:0.00}×; that of its gradient, on the way back, {backward:0.00}×.");
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
