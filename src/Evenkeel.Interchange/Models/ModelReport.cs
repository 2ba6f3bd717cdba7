using System.Collections.Immutable;
using Evenkeel.Forensics;

namespace Evenkeel.Interchange.Models;

/// <summary>What was found out about a model file.</summary>
public sealed record ModelReport
{
    /// <summary>The file, as it was named.</summary>
    public required string Path { get; init; }

    /// <summary>Its format, for example <c>safetensors</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The file's remarks on itself; empty where it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What all tensors together come to.</summary>
    public required FileVerdict Verdict { get; init; }

    /// <summary>Every tensor, in the file's order.</summary>
    public required ImmutableArray<ModelReportTensor> Tensors { get; init; }

    /// <summary>The elements of all tensors.</summary>
    public long Elements => Tensors.Sum(tensor => tensor.Tensor.Info.Count);

    /// <summary>Orders tensors as a person should read them: broken and untrained weights first, then what else calls for a look, trained ones and those too small to tell last.</summary>
    /// <returns>All tensors; of equal gravity, the larger first, then the file's order.</returns>
    public ImmutableArray<ModelReportTensor> WorstFirst() =>
        [.. Tensors.OrderBy(tensor => tensor.Gravity).ThenByDescending(tensor => tensor.Tensor.Info.Count)];
}
