using Evenkeel.Forensics;

namespace Evenkeel.Interchange.Models;

/// <summary>One tensor of a model file, and what was found out about it.</summary>
public sealed record ModelReportTensor
{
    /// <summary>The tensor and what it does.</summary>
    public required ModelTensor Tensor { get; init; }

    /// <summary>What was found out; null where it was not looked at. Of its statistics only single numbers are kept: no patterns, rows, columns or block.</summary>
    public TensorReport? Report { get; init; }

    /// <summary>Why it was not looked at, in one sentence; null where it was.</summary>
    public string? Skipped { get; init; }

    /// <summary>Its elements, counted; null where they are all alike, none is finite, or it was not looked at.</summary>
    public ModelReportHistogram? Elements { get; init; }

    /// <summary>Its singular values, counted; null where none were computed.</summary>
    public ModelReportSpectrum? Spectrum { get; init; }

    /// <summary>Whether it holds weights that training is meant to move from their draw: neither bias nor normalization, nor what starts at zero on purpose.</summary>
    public bool IsWeights => Tensor.Role switch
    {
        TensorRole.Dense or TensorRole.Convolution or TensorRole.Depthwise or TensorRole.Transposed or TensorRole.Embedding or TensorRole.Packed or TensorRole.LoraA => true,
        TensorRole.Unknown => Tensor.Info.Shape.Length > 1,
        _ => false,
    };

    /// <summary>Whether it holds weights that nobody has trained.</summary>
    public bool IsUntrainedWeights => IsWeights && Report?.Verdict == TensorVerdict.Untrained;

    /// <summary>How far at the front of a list it belongs: 0 for the worst.</summary>
    internal int Gravity => Report switch
    {
        null => 10,
        { Verdict: TensorVerdict.Broken } => 0,
        _ when Has("error") => 1,
        _ when IsUntrainedWeights => 2,
        { Verdict: TensorVerdict.Constant or TensorVerdict.Zero } when IsWeights => 3,
        _ when Has("warning") => 4,
        { Verdict: TensorVerdict.Uncertain } => 5,
        { Verdict: TensorVerdict.Untrained } => 6,
        { Verdict: TensorVerdict.Constant or TensorVerdict.Zero } => 7,
        { Verdict: TensorVerdict.Trained } => 8,
        _ => 9,
    };

    /// <summary>Whether something was found that is as grave as that.</summary>
    /// <param name="severity">One of <c>info</c>, <c>warning</c>, <c>error</c>.</param>
    /// <returns>Whether a finding has that very severity; a broken tensor has an error.</returns>
    public bool Has(string severity) =>
        Report is { } report && (report.Findings.Any(finding => finding.Severity == severity) || (severity == "error" && report.Verdict == TensorVerdict.Broken));
}
