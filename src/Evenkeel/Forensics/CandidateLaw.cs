using System.Collections.Concurrent;
using System.Collections.Immutable;
using Evenkeel.Initialization;
using Evenkeel.Shapes;

namespace Evenkeel.Forensics;

/// <summary>A law that a tensor may follow, and all initializers whose law it is.</summary>
/// <param name="Promise">What they promise.</param>
/// <param name="Entries">The initializers, the one that a person would name first.</param>
internal sealed record CandidateLaw(Promise Promise, ImmutableArray<CandidateEntry> Entries)
{
    /// <summary>Two scales that differ by less are one: frameworks round their roots differently, and no tensor of 10¹² elements could tell.</summary>
    private const double Alike = 1e-7;

    /// <summary>The names.</summary>
    public ImmutableArray<string> Names => [.. Entries.Select(entry => entry.Initializer.Name)];

    /// <summary>Shapes whose laws are kept: a model has many tensors and few shapes.</summary>
    private const int MostKept = 512;

    private static readonly ConcurrentDictionary<(WeightShape? Shape, string? Kind, int Groups, TensorRole Role, long Count), ImmutableArray<CandidateLaw>> kept = new();

    /// <summary>The laws that a tensor may follow, each once.</summary>
    /// <param name="subject">What is known of the tensor.</param>
    /// <param name="count">Its elements.</param>
    public static ImmutableArray<CandidateLaw> Of(TensorSubject subject, long count)
    {
        if (kept.Count > MostKept) kept.Clear();
        return kept.GetOrAdd((subject.Weights, subject.Weights?.ToString(), subject.Weights?.Groups ?? 0, subject.Role, count), _ => Gather(subject, count));
    }

    private static ImmutableArray<CandidateLaw> Gather(TensorSubject subject, long count)
    {
        if (subject.Role == TensorRole.Constant || count is < 1 or > int.MaxValue && subject.Weights is null) return [];
        WeightShape? vector = count <= int.MaxValue ? WeightShape.Vector((int)count) : null;
        bool isBias = subject.Role == TensorRole.Bias, isWeight = !isBias && subject.Weights is not null && subject.Role is not (TensorRole.NormScale or TensorRole.NormShift or TensorRole.RunningMean or TensorRole.RunningVariance);
        List<(Promise Promise, CandidateEntry Entry)> promises = [];
        foreach (CandidateEntry entry in CandidateCatalogue.All)
        {
            WeightShape? shape = isWeight ? subject.Weights : vector;
            if (isBias && subject.Weights is { } weights && entry.IsLayer)
            {
                if (entry.Initializer.Refusal(weights) is null) promises.Add((entry.Initializer.BiasPromise(weights), entry));
                continue;
            }

            if (isBias && subject.Weights is { } own && entry.Initializer.Refusal(own) is null && entry.Initializer.BiasPromise(own) is { StandardDeviation: > 0 } bias) promises.Add((bias, entry));
            if (shape is null || isBias && entry.IsLayer || entry.Initializer.Refusal(shape) is not null) continue;
            promises.Add((entry.Initializer.Promise(shape), entry));
        }

        List<List<(Promise Promise, CandidateEntry Entry)>> groups = [];
        foreach ((Promise Promise, CandidateEntry Entry) pair in promises.OrderBy(pair => Effective(pair.Promise)).ThenBy(pair => pair.Promise.StandardDeviation))
        {
            // Groups are made in the order of their scales, so those that may be the same are the last ones.
            int same = groups.Count - 1;
            while (same >= 0 && IsNear(groups[same][0].Promise, pair.Promise) && !IsSame(groups[same][0].Promise, pair.Promise)) same--;
            if (same >= 0 && IsSame(groups[same][0].Promise, pair.Promise)) groups[same].Add(pair);
            else groups.Add([pair]);
        }

        return [.. groups.Select(group => new CandidateLaw(group[0].Promise, [.. group.Select(pair => pair.Entry).OrderBy(entry => entry.Rank).ThenBy(entry => entry.Initializer.Name.Length)]))];
    }

    /// <summary>The family that statistics can see: a normal law that is cut 8σ out is a normal one.</summary>
    public static Family Effective(Promise promise) => promise.Law is { } law && law.StandardDeviation > 0 && CandidateFit.IsNormal(law) ? Family.Normal
        : promise.StandardDeviation == 0 ? Family.Constant : promise.Family;

    /// <summary>Whether two promises are of one law.</summary>
    public static bool IsSame(Promise left, Promise right)
    {
        Family family = Effective(left);
        if (family != Effective(right) || !Near(left.StandardDeviation, right.StandardDeviation, left.StandardDeviation) || !Near(left.Mean, right.Mean, left.StandardDeviation + Math.Abs(left.Mean)) || !Near(left.Zeros, right.Zeros, 1)) return false;
        return family == Family.Normal || (Bound(left.Lower, right.Lower, left.StandardDeviation) && Bound(left.Upper, right.Upper, left.StandardDeviation));
    }

    private static bool IsNear(Promise left, Promise right) => Effective(left) == Effective(right) && Near(left.StandardDeviation, right.StandardDeviation, left.StandardDeviation);

    private static bool Near(double left, double right, double scale) => Math.Abs(left - right) <= Alike * scale;

    private static bool Bound(double left, double right, double scale) => left.Equals(right) || Near(left, right, scale + Math.Abs(left));
}
