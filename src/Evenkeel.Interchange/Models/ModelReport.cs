using System.Collections.Immutable;
using Evenkeel.Forensics;
using Evenkeel.Initialization;

namespace Evenkeel.Interchange.Models;

/// <summary>What was found out about a model file.</summary>
public sealed record ModelReport
{
    /// <summary>A p-value that one fresh draw in a hundred falls below.</summary>
    private const double FitsWell = 0.01;

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

    /// <summary>Names the initializer that a person would think of first.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <returns>Of all that fit: the framework's layer, where a framework's layers made the whole file; the initializer that made it, where one did; else the first whose name takes no arguments, of those that fit well; else the best. Null where none fits.</returns>
    public string? NameOf(ModelReportTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Report is not { Candidates: { IsDefaultOrEmpty: false } candidates })
        {
            return null;
        }

        if (Verdict.Framework is { } framework && LayerOf(framework, candidates) is { } layer)
        {
            return layer;
        }

        if (Verdict.Scheme is { } throughout && candidates.Any(candidate => candidate.Scheme == throughout || candidate.SameLaw.Contains(throughout)))
        {
            return throughout;
        }

        return Plainest(candidates)!.Scheme;
    }

    /// <summary>Of the candidates that fit well the first whose name takes no arguments, else the best; null of none.</summary>
    internal static SchemeCandidate? Plainest(ImmutableArray<SchemeCandidate> candidates) =>
        candidates.FirstOrDefault(candidate => candidate.PValue >= Math.Min(FitsWell, candidates[0].PValue) && !candidate.Scheme.Contains('(', StringComparison.Ordinal)) ?? candidates.FirstOrDefault();

    /// <summary>What a framework's layer does by itself, as one of the candidates is called.</summary>
    private static string? LayerOf(string framework, ImmutableArray<SchemeCandidate> candidates)
    {
        string? dialect = Dialects.All.FirstOrDefault(known => known.Title == framework)?.Name;
        return dialect is null ? null : candidates.SelectMany(candidate => candidate.SameLaw.Prepend(candidate.Scheme)).FirstOrDefault(
            name => name.StartsWith($"{dialect}:", StringComparison.Ordinal) && name.EndsWith(".default", StringComparison.Ordinal));
    }

    /// <summary>Orders tensors as a person should read them: broken and untrained weights first, then what else calls for a look, trained ones and those too small to tell last.</summary>
    /// <returns>All tensors; of equal gravity, the larger first, then the file's order.</returns>
    public ImmutableArray<ModelReportTensor> WorstFirst() =>
        [.. Tensors.OrderBy(tensor => tensor.Gravity).ThenByDescending(tensor => tensor.Tensor.Info.Count)];
}
