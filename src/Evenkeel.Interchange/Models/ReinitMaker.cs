using Evenkeel.Forensics;
using Evenkeel.Formats;

namespace Evenkeel.Interchange.Models;

/// <summary>Says which scheme made a tensor, by what an inspection of its file finds.</summary>
public static class ReinitMaker
{
    /// <summary>Inspects a file, so that its untrained tensors can be drawn as they were made.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="options">How it is inspected.</param>
    /// <returns>For <see cref="ReinitRequest.Maker"/>: the best candidate of a tensor that is called untrained, null for any other.</returns>
    /// <exception cref="TensorFileException">It is none of the known formats, or does not hold what it promises.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><see cref="ModelInspectionOptions.Stop"/> was cancelled.</exception>
    public static Func<ModelTensor, string?> Of(string path, ModelInspectionOptions options)
    {
        Dictionary<string, string> makers = new(StringComparer.Ordinal);
        foreach (ModelReportTensor tensor in ModelInspection.Run(path, options).Tensors)
        {
            if (tensor.Report is { Verdict: TensorVerdict.Untrained, Candidates: [var best, ..] })
            {
                makers[tensor.Tensor.Info.Name] = best.Scheme;
            }
        }

        return tensor => makers.GetValueOrDefault(tensor.Info.Name);
    }
}
