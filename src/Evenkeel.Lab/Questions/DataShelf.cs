using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Interchange;

namespace Evenkeel.Lab.Questions;

/// <summary>Data by what an experiment calls it, the last few sets kept.</summary>
/// <param name="directories">Where downloaded sets are looked for.</param>
public sealed class DataShelf(IReadOnlyList<string> directories)
{
    private const int Most = 4;

    private readonly LinkedList<((DataSpec Data, long Seed) Key, Lazy<DataSplit> Split)> kept = [];
    private readonly Lock gate = new();

    /// <summary>Gets data.</summary>
    /// <param name="spec">The experiment.</param>
    /// <returns>What it names.</returns>
    /// <exception cref="DataSourceException">No set has that name, files are missing, or what they hold is not as it should be.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public DataSplit Get(ComparisonSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Slot((spec.Data, spec.Seed)).Value;
    }

    private Lazy<DataSplit> Slot((DataSpec Data, long Seed) key)
    {
        lock (gate)
        {
            if (kept.FirstOrDefault(entry => entry.Key == key) is { Split: { } found } entry)
            {
                kept.Remove(entry);
                kept.AddFirst(entry);
                return found;
            }

            Lazy<DataSplit> split = new(() => Load(key), LazyThreadSafetyMode.PublicationOnly);
            kept.AddFirst((key, split));
            if (kept.Count > Most)
            {
                kept.RemoveLast();
            }

            return split;
        }
    }

    private DataSplit Load((DataSpec Data, long Seed) key) => DataSource.Load(key.Data.Name, new()
    {
        Seed = key.Seed,
        Directories = directories,
        Label = key.Data.Label,
        Regression = key.Data.Regression,
        Standardise = key.Data.Standardize,
        TrainCount = key.Data.Train,
        TestCount = key.Data.Test,
        TestFraction = key.Data.TestFraction,
    });
}
