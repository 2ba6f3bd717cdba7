using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Schemes;

namespace Evenkeel.Forensics;

/// <summary>Every initializer that may have made a tensor: all entries of the catalogue and of the dialects, with each fan, family and usual gain.</summary>
/// <remarks>
/// Arguments that choose (a fan, a family, a role) take all their words; those that scale take the values that papers, frameworks and courses
/// use, one at a time, the others at their defaults; entries that must be told something keep the usual fan and family. What can only be known from elsewhere, such as a free constant, is left to the fit.
/// </remarks>
internal static class CandidateCatalogue
{
    private const int MostOfOneEntry = 160;

    /// <summary>The first so many dialects are in daily use.</summary>
    private const int InUse = 4;

    /// <summary>Standard deviations that people type: GPT and BERT 0.02, older nets 0.01 and 0.05, Keras 0.05, embeddings 1.</summary>
    private static readonly double[] deviations = [0.0001, 0.001, 0.002, 0.005, 0.006, 0.01, 0.02, 0.04, 0.05, 0.1, 0.2, 0.5, 1];

    /// <summary>Bounds that people type: fastText and word2vec tables aside, 0.08 is that of sequence models, 0.003 that of DDPG's last layer.</summary>
    private static readonly double[] bounds = [0.0003, 0.001, 0.003, 0.005, 0.01, 0.02, 0.05, 0.07, 0.08, 0.1, 0.2, 0.25, 0.5, 1];

    private static readonly Dictionary<string, double[]> usual = new()
    {
        ["gain"] = [0.01, 0.1, 0.5, 0.75, Math.Sqrt(2), 1.5, 5.0 / 3, 2],
        ["a"] = [0.01, 0.1, 0.2, Math.Sqrt(5)],
        ["slope"] = [0, 0.01, 0.1, 0.2, 0.25, Math.Sqrt(5)],
        ["magnitude"] = [1, 2, 2.24, 6],
        ["w0"] = [1],
        ["standardDeviation"] = deviations,
        ["stddev"] = deviations,
        ["std"] = deviations,
        ["sigma"] = deviations,
        ["bound"] = bounds,
        ["layers"] = [6, 12, 24, 32, 36, 48],
        ["branches"] = [8, 16, 18, 27, 54],
        ["zeros"] = [0.1, 0.5, 0.8, 0.9, 0.95],
        ["sparsity"] = [0.1, 0.5, 0.8, 0.9, 0.95],
        ["connections"] = [],
        ["groups"] = [2],
    };

    /// <summary>What a scale means differs by the entry: of a recipe it multiplies the variance.</summary>
    private static readonly double[] variances = [0.1, 1.0 / 3, 0.5, 2];

    private static readonly string[] activations = ["tanh", "sigmoid", "gelu", "silu", "mish", "elu", "selu", "softplus", "leaky-relu"];

    /// <summary>Arguments whose words make no other weights, or only a name for the same.</summary>
    private static readonly string[] leftAlone = ["rand_type", "interpolation", "in_axis", "out_axis", "batch_axis", "column_axis", "heads", "pair", "others", "width", "gate"];

    /// <summary>All of them, each once.</summary>
    public static ImmutableArray<CandidateEntry> All { get; } = Make();

    private static ImmutableArray<CandidateEntry> Make()
    {
        Dictionary<string, CandidateEntry> all = [];
        foreach (InitializerEntry entry in Initializers.All) Add(all, "", entry, 50, false);
        for (int i = 0; i < Dialects.All.Count; i++)
        {
            double place = 0;
            foreach (InitializerEntry entry in Dialects.All[i].Entries)
            {
                // A table's order is that in which a person would meet its layers.
                place += 1e-3;
                bool isLayer = entry.Name.EndsWith(".default", StringComparison.Ordinal);
                Add(all, $"{Dialects.All[i].Name}:", entry, place + (isLayer ? i < InUse ? i : 70 + i : entry.Name == "default" ? i < InUse ? 20 + i : 90 + i : 60 + i), isLayer || entry.Name == "default");
            }
        }

        return [.. all.Values];
    }

    private static void Add(Dictionary<string, CandidateEntry> all, string prefix, InitializerEntry entry, double rank, bool isLayer)
    {
        bool mustBeTold = entry.Arguments.Any(argument => argument is { Default: null, IsOptional: false });
        List<string> chosen = [""];
        List<(string Name, string[] Values)> scales = [];
        foreach (SchemeArgument argument in entry.Arguments)
        {
            string[] values = Values(entry, argument);
            if (argument.Kind == SchemeArgumentKind.Word && argument.Words.Count > 1 && argument.Words[0] != "true" && argument.Name != "nonlinearity" && !leftAlone.Contains(argument.Name) && !(mustBeTold && argument.Name is "mode" or "distribution" && argument.Default is not null))
            {
                chosen = [.. chosen.SelectMany(before => argument.Words, (before, word) => word == argument.Default ? before : $"{before},{argument.Name}={word}")];
            }
            else if (argument.Default is null && !argument.IsOptional)
            {
                // Where nothing usual is known of what must be given, the entry is left to the fit.
                chosen = [.. chosen.SelectMany(before => values, (before, value) => $"{before},{argument.Name}={value}")];
            }
            else if (values.Length > 0)
            {
                scales.Add((argument.Name, values));
            }
        }

        foreach (string words in chosen.Take(MostOfOneEntry))
        {
            Add(all, prefix, entry, words, words.Length == 0 ? rank : rank + 100, isLayer);
            foreach ((string name, string[] values) in scales)
            {
                foreach (string value in values) Add(all, prefix, entry, $"{words},{name}={value}", rank + (words.Length == 0 ? 100 : 200), isLayer);
            }
        }
    }

    private static string[] Values(InitializerEntry entry, SchemeArgument argument)
    {
        if (leftAlone.Contains(argument.Name)) return [];
        if (argument.Name == "nonlinearity") return ["relu", "tanh", "selu", "linear"];
        if (argument.Name == "activation") return activations;
        bool isRecipe = argument.Name == "scale" && entry.Arguments.Any(other => other.Name is "distribution" or "mode");
        double[] values = isRecipe ? [.. variances, 1] : usual.TryGetValue(argument.Name, out double[]? known) ? known : [];
        if (argument.Name == "a" && entry.Arguments.Any(other => other.Name == "b")) return [];
        return [.. values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)).Where(text => text != argument.Default)];
    }

    private static void Add(Dictionary<string, CandidateEntry> all, string prefix, InitializerEntry entry, string arguments, double rank, bool isLayer)
    {
        string text = arguments.Length == 0 ? $"{prefix}{entry.Name}" : $"{prefix}{entry.Name}({arguments[1..]})";
        if (Parsed(text) is { } initializer) all.TryAdd(initializer.Name, new(initializer, entry, rank, isLayer));
    }

    /// <summary>Some combinations are out of range, such as a deviation that no bounds allow.</summary>
    private static IInitializer? Parsed(string text)
    {
        try
        {
            return Initializers.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
