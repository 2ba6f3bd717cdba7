using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Formats;

namespace Evenkeel.Interchange.Models;

/// <summary>What changed from one model file to another, tensor by tensor: a base and its fine-tuned descendant, two checkpoints of a run.</summary>
public sealed record ModelComparison
{
    /// <summary>Every tensor of either file: in the first file's order, then those that only the second has.</summary>
    public required ImmutableArray<ModelComparisonTensor> Tensors { get; init; }

    /// <summary>Tensors that both files have.</summary>
    public int Common => Tensors.Count(tensor => tensor is { First: not null, Second: not null });

    /// <summary>Sets two files beside each other.</summary>
    /// <param name="first">Where the first is.</param>
    /// <param name="second">Where the second is.</param>
    /// <param name="threads">How many threads work, ≥ 1; the result is the same for any number.</param>
    /// <param name="stop">Stops the work.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="TensorFileException">One is none of the known formats, or does not hold what it promises.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ModelComparison Run(string first, string second, int threads, CancellationToken stop)
    {
        ArgumentException.ThrowIfNullOrEmpty(first);
        ArgumentException.ThrowIfNullOrEmpty(second);
        using TensorFile one = TensorFile.Open(first);
        using TensorFile other = TensorFile.Open(second);
        Dictionary<string, TensorInfo> there = other.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        HashSet<string> here = new(one.Tensors.Select(tensor => tensor.Name), StringComparer.Ordinal);
        (TensorInfo? First, TensorInfo? Second)[] pairs =
        [
            .. one.Tensors.Select(tensor => ((TensorInfo?)tensor, there.GetValueOrDefault(tensor.Name))),
            .. other.Tensors.Where(tensor => !here.Contains(tensor.Name)).Select(tensor => ((TensorInfo?)null, (TensorInfo?)tensor)),
        ];
        ModelComparisonTensor[] found = new ModelComparisonTensor[pairs.Length];
        int[] order = [.. Enumerable.Range(0, pairs.Length).OrderByDescending(i => (pairs[i].First ?? pairs[i].Second)!.Count)];
        Parallel.For(0, order.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop }, turn =>
        {
            (TensorInfo? a, TensorInfo? b) = pairs[order[turn]];
            found[order[turn]] = a is null || b is null
                ? new() { First = a, Second = b, Kind = b is null ? ModelComparisonKind.OnlyFirst : ModelComparisonKind.OnlySecond }
                : ModelComparisonReader.Compare(one, a, other, b, stop);
        });
        return new() { Tensors = [.. found] };
    }

    /// <summary>Says what changed.</summary>
    /// <returns>For example <c>17 of 148 tensors did not move; 131 moved, by 0.012 to 0.31 of their norm, in the median 0.044</c>.</returns>
    public string Sentence()
    {
        int same = Tensors.Count(tensor => tensor.Kind == ModelComparisonKind.Same);
        int rounded = Tensors.Count(tensor => tensor.Kind == ModelComparisonKind.Rounded);
        int moved = Tensors.Count(tensor => tensor.Kind == ModelComparisonKind.Moved);

        // How far a counter moved says nothing of training.
        double[] distances = [.. Tensors.Where(tensor => tensor.Kind == ModelComparisonKind.Moved && tensor.First!.Type.IsFloat()).Select(tensor => tensor.Distance!.Value).Order()];
        List<string> parts = [];
        if (Common == 0)
        {
            parts.Add("the files have no tensor of the same name");
        }
        else if (same == Common)
        {
            parts.Add(same == 1 ? "the tensor did not move" : string.Create(CultureInfo.InvariantCulture, $"none of the {same} tensors moved"));
        }
        else
        {
            if (same > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{same} of {Common} tensors did not move"));
            }

            if (rounded > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Of(rounded)} {(rounded == 1 ? "differs" : "differ")} by the rounding of {(rounded == 1 ? "its" : "their")} type only"));
            }

            if (moved > 0)
            {
                string range = distances.Length == 0 ? "" : $", by {Size(distances[0])}{(distances.Length == 1 ? "" : $" to {Size(distances[^1])}")} of {(moved == 1 ? "its" : "their")} norm{(distances.Length > 2 ? $", in the median {Size(distances[distances.Length / 2])}" : "")}";
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Of(moved)} moved{range}"));
            }
        }

        Add(ModelComparisonKind.Reshaped, "has another shape", "have another shape");
        Add(ModelComparisonKind.OnlyFirst, "is only in the first file", "are only in the first file");
        Add(ModelComparisonKind.OnlySecond, "is only in the second file", "are only in the second file");
        return string.Join("; ", parts);

        // The first part says of how many.
        string Of(int count) => parts.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{count}")
            : count < Common ? string.Create(CultureInfo.InvariantCulture, $"{count} of {Common} tensors")
            : count == 1 ? "the tensor" : string.Create(CultureInfo.InvariantCulture, $"all {count} tensors");

        void Add(ModelComparisonKind kind, string one, string several)
        {
            int count = Tensors.Count(tensor => tensor.Kind == kind);
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : several)}"));
            }
        }
    }

    private static string Size(double distance) => double.IsPositiveInfinity(distance) ? "∞" : distance.ToString(distance < 10 ? "G2" : "0", CultureInfo.InvariantCulture);
}
