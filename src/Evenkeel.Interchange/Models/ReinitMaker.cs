using Evenkeel.Forensics;
using Evenkeel.Formats;

namespace Evenkeel.Interchange.Models;

/// <summary>Says which scheme made a tensor, by what an inspection of its file finds.</summary>
public static class ReinitMaker
{
    /// <summary>Inspects a file, so that its untrained tensors can be drawn as they were made.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="options">How it is inspected.</param>
    /// <returns>For <see cref="ReinitRequest.Maker"/>: the initializer that an inspection names for a tensor that is called untrained, null for any other.</returns>
    /// <exception cref="TensorFileException">It is none of the known formats, or does not hold what it promises.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><see cref="ModelInspectionOptions.Stop"/> was cancelled.</exception>
    public static Func<ModelTensor, string?> Of(string path, ModelInspectionOptions options)
    {
        Dictionary<string, string> makers = new(StringComparer.Ordinal);
        ModelReport report = ModelInspection.Run(path, options);
        foreach (ModelReportTensor tensor in report.Tensors)
        {
            if (tensor.Report is { Verdict: TensorVerdict.Untrained, Candidates: [var best, ..] })
            {
                // Of biases the first candidate is one that draws biases; others would leave them at zero.
                makers[tensor.Tensor.Info.Name] = tensor.Tensor.Role == TensorRole.Bias ? best.Scheme : report.NameOf(tensor)!;
            }
        }

        return tensor => makers.GetValueOrDefault(tensor.Info.Name);
    }
}
