using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Experiments;

namespace Evenkeel.Lab.Sessions;

/// <summary>Reads an address.</summary>
internal static class LinkReader
{
    public static (ComparisonSpec Spec, int Step, ImmutableArray<(int Step, double Rate)> Rates, string Query, ImmutableArray<string> Problems) Read(string query, string defaults)
    {
        Dictionary<string, string> values = [];
        foreach (string pair in (defaults + "&" + query).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            values[parts[0]] = Uri.UnescapeDataString(parts.Length > 1 ? parts[1].Replace('+', ' ') : "");
        }

        string Text(string key, string otherwise) => values.GetValueOrDefault(key, otherwise);
        int Whole(string key, int otherwise) => values.TryGetValue(key, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        ComparisonSpec spec = new()
        {
            Data = new() { Name = Text("data", "digits"), Train = values.ContainsKey("train") ? Whole("train", 0) : null, Test = values.ContainsKey("test") ? Whole("test", 0) : null },
            Network = new() { Hidden = Widths(Text("hidden", "300x4")), Activation = Text("activation", "tanh") },
            Training = new()
            {
                LearningRate = double.Parse(Text("lr", "0.1"), CultureInfo.InvariantCulture), Batch = Text("batch", "100") == "full" ? 0 : Whole("batch", 100),
                Optimizer = Text("optimizer", "sgd"), Epochs = Whole("epochs", 10), Steps = values.ContainsKey("steps") ? Whole("steps", 0) : null,
            },
            Schemes = [.. Text("init", "xavier").Split(',')],
            Seed = Whole("seed", 0),
            Repeats = Whole("repeats", 1),
        };
        ImmutableArray<(int, double)> rates = [.. Text("rates", "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(change => change.Split(':')).Select(change => (int.Parse(change[0], CultureInfo.InvariantCulture), double.Parse(change[1], CultureInfo.InvariantCulture)))];
        return (spec, Whole("step", 0), rates, query, []);
    }

    private static ImmutableArray<int> Widths(string text) =>
        text == "none" ? [] : [.. text.Split(',').Select(part => part.Split('x')).SelectMany(part => Enumerable.Repeat(int.Parse(part[0], CultureInfo.InvariantCulture), part.Length > 1 ? int.Parse(part[1], CultureInfo.InvariantCulture) : 1))];
}
