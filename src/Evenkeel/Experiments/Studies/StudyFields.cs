using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evenkeel.Calibration;
using Evenkeel.Functions;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Training;

namespace Evenkeel.Experiments.Studies;

/// <summary>The table of fields that an axis can set: every leaf of the experiment's JSON but the repeats.</summary>
internal static class StudyFields
{
    /// <summary>The leaf that no axis sets, since a study has repeats of its own.</summary>
    public const string Repeats = "repeats";

    /// <summary>The field that schemes are set by, one each.</summary>
    public const string Schemes = "schemes";

    /// <summary>Counts passes over the data.</summary>
    public const string Epochs = "training.epochs";

    /// <summary>Counts steps, in the place of passes.</summary>
    public const string Steps = "training.steps";

    private const string Word = """{ "type": "string" }""";
    private const string Number = """{ "type": "number" }""";
    private const string WordOrNothing = """{ "type": ["string", "null"] }""";

    /// <summary>All, in the order of the experiment's JSON.</summary>
    public static ImmutableArray<StudyField> All { get; } =
    [
        OfText("data.name", "data", "the name of a data set, or a path", NotEmpty, (spec, name) => spec with { Data = spec.Data with { Name = name } }),
        new("data.label", "label", FieldKind.Word, "a table's label column by name or number, or null for the last", WordOrNothing, WordOrNothing,
            value => value.ValueKind is JsonValueKind.String or JsonValueKind.Null ? Value(value.GetString(), label => spec => spec with { Data = spec.Data with { Label = label } }) : null),
        OfFlag("data.regression", "regression", (spec, flag) => spec with { Data = spec.Data with { Regression = flag } }),
        OfFlag("data.standardize", "standardize", (spec, flag) => spec with { Data = spec.Data with { Standardize = flag } }),
        OfWholeOrNothing("data.train", "train", "a whole number of 1 or more, or null for all there are", 1, (spec, count) => spec with { Data = spec.Data with { Train = count } }),
        OfWholeOrNothing("data.test", "test", "a whole number of 1 or more, or null for all there are", 1, (spec, count) => spec with { Data = spec.Data with { Test = count } }),
        OfNumber("data.testFraction", "test-fraction", "a number from 0 to below 1", share => share is >= 0 and < 1, (spec, share) => spec with { Data = spec.Data with { TestFraction = share } }),
        new("network.hidden", "hidden", FieldKind.Word, "widths of hidden layers such as [300, 300]; on an axis also \"300x2\"",
            """{ "type": "array", "items": { "type": "integer", "minimum": 1 } }""", """{ "anyOf": [{ "type": "array", "items": { "type": "integer", "minimum": 1 } }, { "type": "string" }] }""", ReadWidths) { Numbers = FieldKind.Whole },
        OfText("network.activation", "activation", "the name of an activation", name => Activations.Parse(name).Name, (spec, name) => spec with { Network = spec.Network with { Activation = name } }),
        OfChoice<LossKind>("network.loss", "loss", ExperimentText.Losses, ExperimentText.Loss, (spec, loss) => spec with { Network = spec.Network with { Loss = loss } }),
        OfFlag("network.bias", "bias", (spec, flag) => spec with { Network = spec.Network with { Bias = flag } }),
        OfWhole("network.outputs", "outputs", "a whole number of 0 or more, 0 for what the data needs", 0, (spec, count) => spec with { Network = spec.Network with { Outputs = count } }),
        OfWhole("network.branch", "branch", "a whole number of 0 or more, the layers of each residual branch, 0 for a plain stack", 0, (spec, layers) => spec with { Network = spec.Network with { Branch = layers } }),
        OfText("training.optimizer", "optimizer", "the name of an optimizer", Optimizer, (spec, name) => spec with { Training = spec.Training with { Optimizer = name } }),
        OfNumber("training.learningRate", "lr", "a number above 0", rate => rate > 0, (spec, rate) => spec with { Training = spec.Training with { LearningRate = rate } }),
        OfText("training.schedule", "schedule", "a schedule such as constant, cosine or step(1000, 0.5)", Schedule, (spec, text) => spec with { Training = spec.Training with { Schedule = text } }),
        new("training.batch", "batch", FieldKind.Whole, "a whole number of 0 or more, 0 for all samples; on an axis also \"full\"",
            """{ "type": "integer", "minimum": 0 }""", """{ "anyOf": [{ "type": "integer", "minimum": 0 }, { "const": "full" }] }""", ReadBatch),
        OfWhole(Epochs, "epochs", "a whole number of 0 or more", 0, (spec, count) => spec with { Training = spec.Training with { Epochs = count } }),
        OfWholeOrNothing(Steps, "steps", "a whole number of 0 or more, or null to count epochs", 0, (spec, count) => spec with { Training = spec.Training with { Steps = count } }),
        OfNumber("training.weightDecay", "weight-decay", "a number of 0 or more", decay => decay >= 0, (spec, decay) => spec with { Training = spec.Training with { WeightDecay = decay } }),
        new("training.clip", "clip", FieldKind.Number, "a number above 0, or null for none", """{ "type": ["number", "null"] }""", """{ "type": ["number", "null"] }""",
            value => value.ValueKind == JsonValueKind.Null ? Value((string?)null, _ => spec => spec with { Training = spec.Training with { Clip = null } })
                : Finite(value) is { } norm and > 0 ? Value(norm, spec => spec with { Training = spec.Training with { Clip = norm } }) : null),
        OfChoice<Shuffle>("training.shuffle", "shuffle", ["seeded", "none"], word => ExperimentText.Order(word, "training.shuffle"), (spec, order) => spec with { Training = spec.Training with { Shuffle = order } }),
        new(Schemes, "init", FieldKind.Word, "initializers, one each on an axis", """{ "type": "array", "items": { "type": "string" }, "minItems": 1 }""", Word, ReadScheme),
        new("seed", "seed", FieldKind.Whole, "a whole number", """{ "type": "integer" }""", """{ "type": "integer" }""",
            value => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long seed) ? Value(seed, spec => spec with { Seed = seed }) : null),
        OfText("rng", "rng", "the name of a generator", name => Generators.Create(name, 0).Name, (spec, name) => spec with { Rng = name }),
        OfNumber("target", "target", "a number above 0 and at most 1", target => target is > 0 and <= 1, (spec, target) => spec with { Target = target }),
    ];

    /// <summary>Finds a field by its path or its short word.</summary>
    /// <exception cref="FormatException">There is none; the nearest is suggested.</exception>
    public static StudyField Find(string name, string where) =>
        All.FirstOrDefault(field => field.Path == name || field.Word == name) ?? throw new FormatException(name == Repeats
            ? $"{where} sets 'repeats', which no axis can; say \"repeats\" beside \"axes\", or set 'seed'."
            : $"{where} sets an unknown field '{name}'.{Nearest(name)}");

    private static string Nearest(string name)
    {
        string[] names = [.. All.Select(field => field.Path), .. All.Select(field => field.Word), .. All.Select(field => field.Path.Split('.')[^1])];
        return Spelling.Nearest(name, names) is { } nearest
            ? $" Did you mean '{All.First(field => field.Path == nearest || field.Word == nearest || field.Path.EndsWith($".{nearest}", StringComparison.Ordinal)).Path}'?"
            : $" Known: {string.Join(", ", All.Select(field => field.Word))}.";
    }

    private static StudyField OfText(string path, string word, string needed, Func<string, string> parse, Func<ComparisonSpec, string, ComparisonSpec> set) => new(
        path, word, FieldKind.Word, needed, Word, Word,
        value => value.ValueKind == JsonValueKind.String ? Value(parse(value.GetString()!), text => spec => set(spec, text)) : null);

    private static StudyField OfFlag(string path, string word, Func<ComparisonSpec, bool, ComparisonSpec> set)
    {
        const string schema = """{ "type": "boolean" }""";
        return new(path, word, FieldKind.Word, "true or false", schema, schema, value => value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new(value.GetRawText(), value.GetRawText(), double.NaN, spec => set(spec, value.ValueKind == JsonValueKind.True))
            : null);
    }

    private static StudyField OfWhole(string path, string word, string needed, int least, Func<ComparisonSpec, int, ComparisonSpec> set)
    {
        string schema = $$"""{ "type": "integer", "minimum": {{least}} }""";
        return new(path, word, FieldKind.Whole, needed, schema, schema, value => Whole(value, least) is { } count ? Value(count, spec => set(spec, count)) : null);
    }

    private static StudyField OfWholeOrNothing(string path, string word, string needed, int least, Func<ComparisonSpec, int?, ComparisonSpec> set)
    {
        string schema = $$"""{ "type": ["integer", "null"], "minimum": {{least}} }""";
        return new(path, word, FieldKind.Whole, needed, schema, schema, value =>
            value.ValueKind == JsonValueKind.Null ? Value((string?)null, _ => spec => set(spec, null))
            : Whole(value, least) is { } count ? Value(count, spec => set(spec, count)) : null);
    }

    private static StudyField OfNumber(string path, string word, string needed, Func<double, bool> fits, Func<ComparisonSpec, double, ComparisonSpec> set) => new(
        path, word, FieldKind.Number, needed, Number, Number,
        value => Finite(value) is { } number && fits(number) ? Value(number, spec => set(spec, number)) : null);

    /// <summary>The experiment's JSON has the names of the type; an axis takes them, and the words of the command line.</summary>
    private static StudyField OfChoice<T>(string path, string word, IReadOnlyList<string> words, Func<string, T> parse, Func<ComparisonSpec, T, ComparisonSpec> set)
        where T : struct, Enum
    {
        string names = string.Join(", ", Enum.GetNames<T>().Select(name => $"\"{name}\"")), both = $"{names}, {string.Join(", ", words.Select(name => $"\"{name}\""))}";
        return new(path, word, FieldKind.Word, string.Join(" or ", words), $$"""{ "enum": [{{names}}] }""", $$"""{ "enum": [{{both}}] }""", value =>
        {
            if (value.ValueKind != JsonValueKind.String) return null;
            string text = value.GetString()!;
            T choice = Enum.GetNames<T>().Contains(text) ? Enum.Parse<T>(text) : parse(text);
            return Value(words.First(name => parse(name).Equals(choice)), _ => spec => set(spec, choice));
        });
    }

    private static FieldValue? ReadWidths(JsonElement value)
    {
        ImmutableArray<int> widths;
        if (value.ValueKind == JsonValueKind.String)
        {
            widths = ExperimentText.Widths(value.GetString()!, "network.hidden");
        }
        else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= ExperimentText.MostLayers && value.EnumerateArray().All(width => Whole(width, 1) <= ExperimentText.MostUnits))
        {
            widths = [.. value.EnumerateArray().Select(width => width.GetInt32())];
        }
        else
        {
            return null;
        }

        return new($"[{string.Join(',', widths.Select(width => width.ToString(CultureInfo.InvariantCulture)))}]", ExperimentText.Widths(widths), double.NaN, spec => spec with { Network = spec.Network with { Hidden = widths } });
    }

    private static FieldValue? ReadBatch(JsonElement value)
    {
        int? batch = value.ValueKind == JsonValueKind.String ? ExperimentText.Batch(value.GetString()!, "training.batch") : Whole(value, 0);
        return batch is { } samples
            ? new(samples.ToString(CultureInfo.InvariantCulture), ExperimentText.Batch(samples), samples, spec => spec with { Training = spec.Training with { Batch = samples } })
            : null;
    }

    private static FieldValue? ReadScheme(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Value(Starts.Parse(value.GetString()!).Name, name => spec => spec with { Schemes = [name!] }) : null;

    private static FieldValue Value(string? text, Func<string, Func<ComparisonSpec, ComparisonSpec>> apply) =>
        new(JsonValue.Create(text)?.ToJsonString() ?? "null", text ?? "null", double.NaN, apply(text!));

    private static FieldValue Value(double number, Func<ComparisonSpec, ComparisonSpec> apply) => new(StudyField.Text(number), StudyField.Text(number), number, apply);

    private static FieldValue Value(long number, Func<ComparisonSpec, ComparisonSpec> apply)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return new(text, text, number, apply);
    }

    private static int? Whole(JsonElement value, int least) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least ? number : null;

    private static double? Finite(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : null;

    private static string NotEmpty(string text) => text.Trim() is { Length: > 0 } name ? name : throw new FormatException("data.name is empty; it needs the name of a data set, or a path.");

    private static string Optimizer(string text) => Optimizers.All.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException($"Unknown optimizer '{text}'.{Spelling.Suggestion(text, Optimizers.All)}");

    private static string Schedule(string text)
    {
        _ = LearningRateSchedule.Parse(text);
        return text.Trim();
    }
}
