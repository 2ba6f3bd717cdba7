using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Interchange;

namespace Evenkeel.Lab.Sessions;

/// <summary>Loads data once for all who use it, keeps what was used last, and lets go of the rest with the last session that uses it.</summary>
/// <param name="options">Where data is, and how much of it may be generated.</param>
internal sealed class DataShelf(LabOptions options)
{
    /// <summary>Sets that are kept though no session uses them: questions about one network follow each other.</summary>
    private const int MostKept = 4;

    private readonly Lock turn = new();
    private readonly Dictionary<(DataSpec Spec, long Seed), Slot> slots = [];
    private readonly LinkedList<DataSplit> kept = [];

    /// <summary>Turns the name of something that a visitor brought into the name of a file; null for one that is not known.</summary>
    public Func<string, string?>? Uploads { get; set; }

    /// <summary>Whether data is there already.</summary>
    /// <param name="spec">Which.</param>
    /// <param name="seed">Decides what is generated.</param>
    public bool Has(DataSpec spec, long seed)
    {
        lock (turn) return slots.TryGetValue((spec, seed), out Slot? slot) && slot.IsLoaded;
    }

    /// <summary>Gets data.</summary>
    /// <param name="spec">Which.</param>
    /// <param name="seed">Decides what is generated.</param>
    /// <exception cref="FormatException">A visitor may not have it, or there is none.</exception>
    public DataSplit Load(DataSpec spec, long seed)
    {
        string file = FileOf(spec);
        Slot slot;
        lock (turn)
        {
            foreach ((var key, Slot old) in slots)
            {
                if (old.IsEmpty) slots.Remove(key);
            }

            if (!slots.TryGetValue((spec, seed), out slot!)) slots[(spec, seed)] = slot = new();
        }

        // Each in its own lock: whoever wants the same data waits for it, whoever wants other data does not.
        return Keep(slot.Get(() => DataSource.Load(file, OptionsOf(spec, seed))));
    }

    /// <summary>Says in one sentence why data of a name cannot be had; null where it can.</summary>
    /// <param name="name">What an address calls it.</param>
    public string? Refusal(string name)
    {
        if (Uploads?.Invoke(name) is not null) return null;
        if (DataCatalog.Find(name) is not { } set) return Unknown(name);
        bool isHere = set.Files.Count == 0 || DataCatalog.CountPresent(set, options.DataDirectories) == set.Files.Count;
        return isHere ? null : $"The data '{name}' is not on this machine; fetch it first, on the page or with 'evenkeel data fetch {name}'.";
    }

    private static string Unknown(string name) => name.StartsWith(Hosting.UploadShelf.Prefix, StringComparison.Ordinal)
        ? Hosting.UploadShelf.Gone(name)
        : $"The lab has no data '{Protocol.Parts.Shorten(name)}'; it has {string.Join(", ", DataCatalog.All.Select(known => known.Name))}, and tables that are uploaded to it.";

    private DataSplit Keep(DataSplit split)
    {
        lock (turn)
        {
            kept.Remove(split);
            kept.AddFirst(split);
            if (kept.Count > MostKept) kept.RemoveLast();
        }

        return split;
    }

    private string FileOf(DataSpec spec)
    {
        if (Uploads?.Invoke(spec.Name) is { } file) return file;
        if (DataCatalog.Find(spec.Name) is not { } set)
        {
            throw new FormatException(Unknown(spec.Name));
        }

        foreach ((string what, int? count) in new[] { ("learn from", spec.Train), ("judge by", spec.Test) })
        {
            if (set.Files.Count == 0 && count > options.Limits.Samples)
            {
                throw new FormatException(FormattableString.Invariant($"{count} samples to {what} were asked for, but the lab generates at most {options.Limits.Samples}; ask for fewer, or run it with 'evenkeel compare'."));
            }
        }

        return spec.Name;
    }

    private DataOptions OptionsOf(DataSpec spec, long seed) => new()
    {
        Seed = seed,
        Directories = options.DataDirectories,
        Label = spec.Label,
        Regression = spec.Regression,
        Standardise = spec.Standardize,
        TrainCount = spec.Train ?? (spec.Name == "shapeset" ? options.Limits.Samples : null),
        TestCount = spec.Test,
        TestFraction = spec.TestFraction,
        MostValues = options.Limits.TableValues,
    };

    private sealed class Slot
    {
        private readonly Lock turn = new();
        private readonly WeakReference<DataSplit> split = new(null!);

        /// <summary>Whether nobody has the data, or is about to load it.</summary>
        public bool IsEmpty
        {
            get
            {
                if (!turn.TryEnter()) return false;
                try
                {
                    return !split.TryGetTarget(out _);
                }
                finally
                {
                    turn.Exit();
                }
            }
        }

        public bool IsLoaded => split.TryGetTarget(out _);

        public DataSplit Get(Func<DataSplit> load)
        {
            lock (turn)
            {
                if (split.TryGetTarget(out DataSplit? there)) return there;
                DataSplit loaded = load();
                split.SetTarget(loaded);
                return loaded;
            }
        }
    }
}
