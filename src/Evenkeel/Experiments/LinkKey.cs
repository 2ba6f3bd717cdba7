using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Calibration;
using Evenkeel.Functions;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>A key of a link, with how its value is read and written. The same words as on the command line.</summary>
/// <param name="Name">The key.</param>
/// <param name="Read">Changes a state by a value; what cannot be used leaves it as it was, or takes the nearest.</param>
/// <param name="Write">The value that reads back as the state's.</param>
internal sealed record LinkKey(string Name, LinkKey.Reading Read, Func<LinkState, string> Write)
{
    public delegate LinkState Reading(LinkState state, string text, LinkReader reader);

    /// <summary>The key that is read before all others, since they depend on it.</summary>
    public const string Data = "data";

    /// <summary>All but <see cref="Data"/>, in the order in which they are read and written: a key may change what a later one starts from.</summary>
    public static readonly ImmutableArray<LinkKey> All =
    [
        OfData("label", (data, text, _) => data with { Label = text.Length == 0 ? null : text }, data => data.Label ?? ""),
        new("regression", ReadRegression, state => Word(state.Spec.Data.Regression)),
        OfData("standardize", (data, text, reader) => data with { Standardize = Flag("standardize", text, data.Standardize, reader) }, data => Word(data.Standardize)),
        OfData("test-fraction", (data, text, reader) => data with { TestFraction = reader.Number("test-fraction", text, data.TestFraction, share => share is >= 0 and < 1, "a number from 0 to below 1") }, data => Word(data.TestFraction)),
        OfData("train", (data, text, reader) => data with { Train = Optional("train", text, data.Train, 1, reader.Limits.Samples, reader) }, data => Word(data.Train)),
        OfData("test", (data, text, reader) => data with { Test = Optional("test", text, data.Test, 1, reader.Limits.Samples, reader) }, data => Word(data.Test)),
        OfNetwork("hidden", (network, text, reader) => network with { Hidden = LinkLists.Widths(text, network.Hidden, reader) }, network => ExperimentText.Widths(network.Hidden)),
        OfNetwork("activation", (network, text, reader) => network with { Activation = reader.Parsed(text, network.Activation, Instead(network.Activation), name => Activations.Parse(name).Name) }, network => network.Activation),
        OfNetwork("loss", (network, text, reader) => network with { Loss = reader.Parsed(text, network.Loss, Instead(ExperimentText.Loss(network.Loss)), ExperimentText.Loss) }, network => ExperimentText.Loss(network.Loss)),
        OfNetwork("bias", (network, text, reader) => network with { Bias = Flag("bias", text, network.Bias, reader) }, network => Word(network.Bias)),
        OfNetwork("outputs", (network, text, reader) => network with { Outputs = reader.Whole("outputs", text, network.Outputs, 0, ExperimentText.MostUnits) }, network => Word(network.Outputs)),
        OfNetwork("branch", (network, text, reader) => network with { Branch = reader.Whole("branch", text, network.Branch, 0, ExperimentText.MostLayers) }, network => Word(network.Branch)),
        OfSpec("init", (spec, text, reader) => spec with { Schemes = LinkLists.Schemes(text, spec.Schemes, reader) }, spec => string.Join(',', spec.Schemes)),
        OfSpec("seed", (spec, text, reader) => spec with { Seed = ReadSeed(text, spec.Seed, reader) }, spec => Word(spec.Seed)),
        OfSpec("rng", (spec, text, reader) => spec with { Rng = reader.Parsed(text, spec.Rng, Instead(spec.Rng), name => Generators.Create(name, 0).Name) }, spec => spec.Rng),
        OfTraining("optimizer", (training, text, reader) => training with { Optimizer = reader.Parsed(text, training.Optimizer, Instead(training.Optimizer), OptimizerName) }, training => training.Optimizer),
        OfTraining("lr", (training, text, reader) => training with { LearningRate = reader.Number("lr", text, training.LearningRate, rate => rate > 0, "a number above 0") }, training => Word(training.LearningRate)),
        OfTraining("schedule", (training, text, reader) => training with { Schedule = reader.Parsed(text, training.Schedule, Instead(training.Schedule), ScheduleText) }, training => training.Schedule),
        OfTraining("batch", (training, text, reader) => training with { Batch = LinkLists.Batch(text, training.Batch, reader) }, training => ExperimentText.Batch(training.Batch)),
        OfTraining("epochs", (training, text, reader) => training with { Epochs = reader.Whole("epochs", text, training.Epochs, 0, int.MaxValue), Steps = null }, training => Word(training.Epochs)),
        OfTraining("steps", (training, text, reader) => training with { Steps = Optional("steps", text, training.Steps, 0, reader.Limits.Steps, reader) }, training => Word(training.Steps)),
        OfTraining("weight-decay", (training, text, reader) => training with { WeightDecay = reader.Number("weight-decay", text, training.WeightDecay, decay => decay >= 0, "a number of 0 or more") }, training => Word(training.WeightDecay)),
        OfTraining("clip", (training, text, reader) => training with { Clip = ReadClip(text, training.Clip, reader) }, training => Word(training.Clip)),
        OfTraining("shuffle", (training, text, reader) => training with { Shuffle = reader.Parsed(text, training.Shuffle, Instead(ExperimentText.Order(training.Shuffle)), word => ExperimentText.Order(word, "shuffle")) }, training => ExperimentText.Order(training.Shuffle)),
        OfSpec("repeats", (spec, text, reader) => spec with { Repeats = reader.Whole("repeats", text, spec.Repeats, 1, reader.Limits.Repeats) }, spec => Word(spec.Repeats)),
        OfSpec("target", (spec, text, reader) => spec with { Target = reader.Number("target", text, spec.Target, target => target is > 0 and <= 1, "a number above 0 and at most 1") }, spec => Word(spec.Target)),
        new("step", (state, text, reader) => state with { Step = reader.Whole("step", text, state.Step, 0, reader.Limits.Steps) }, state => Word(state.Step)),
        new("rates", (state, text, reader) => state with { Rates = LinkLists.Rates(text, reader) }, state => state.Rates.ToString()),
    ];

    private static LinkKey OfSpec(string name, Func<ComparisonSpec, string, LinkReader, ComparisonSpec> read, Func<ComparisonSpec, string> write) =>
        new(name, (state, text, reader) => state with { Spec = read(state.Spec, text, reader) }, state => write(state.Spec));

    private static LinkKey OfData(string name, Func<DataSpec, string, LinkReader, DataSpec> read, Func<DataSpec, string> write) =>
        OfSpec(name, (spec, text, reader) => spec with { Data = read(spec.Data, text, reader) }, spec => write(spec.Data));

    private static LinkKey OfNetwork(string name, Func<NetworkSpec, string, LinkReader, NetworkSpec> read, Func<NetworkSpec, string> write) =>
        OfSpec(name, (spec, text, reader) => spec with { Network = read(spec.Network, text, reader) }, spec => write(spec.Network));

    private static LinkKey OfTraining(string name, Func<TrainingSpec, string, LinkReader, TrainingSpec> read, Func<TrainingSpec, string> write) =>
        OfSpec(name, (spec, text, reader) => spec with { Training = read(spec.Training, text, reader) }, spec => write(spec.Training));

    /// <summary>Numbers to predict go with the mean squared error alone, so that they need not be told of both.</summary>
    private static LinkState ReadRegression(LinkState state, string text, LinkReader reader)
    {
        bool regression = Flag("regression", text, state.Spec.Data.Regression, reader);
        NetworkSpec network = state.Spec.Network;
        return state with
        {
            Spec = state.Spec with
            {
                Data = state.Spec.Data with { Regression = regression },
                Network = regression ? network with { Loss = LossKind.MeanSquaredError } : network,
            },
        };
    }

    private static long ReadSeed(string text, long otherwise, LinkReader reader)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seed))
        {
            return seed;
        }

        reader.Say($"seed needs a whole number of at most 64 bits, but got {LinkText.Quote(text)}; {Word(otherwise)} is taken.");
        return otherwise;
    }

    private static double? ReadClip(string text, double? otherwise, LinkReader reader)
    {
        if (text.Length == 0)
        {
            return null;
        }

        // A number that cannot be used takes none in the place of no number.
        double clip = reader.Number("clip", text, otherwise ?? 0, norm => norm > 0, "a number above 0");
        return clip > 0 ? clip : null;
    }

    private static int? Optional(string key, string text, int? otherwise, int least, int most, LinkReader reader)
    {
        if (text.Length == 0)
        {
            return null;
        }

        int number = reader.Whole(key, text, otherwise ?? least - 1, least, most);
        return number < least ? otherwise : number;
    }

    private static bool Flag(string key, string text, bool otherwise, LinkReader reader)
    {
        if (text is not ("true" or "false"))
        {
            reader.Say($"{key} is 'true' or 'false', but got {LinkText.Quote(text)}; {Word(otherwise)} is taken.");
            return otherwise;
        }

        return text == "true";
    }

    private static string OptimizerName(string text) =>
        Optimizers.All.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? throw new FormatException($"Unknown optimizer '{text}'.{Spelling.Suggestion(text, Optimizers.All)}");

    private static string ScheduleText(string text)
    {
        _ = LearningRateSchedule.Parse(text);
        return text.Trim();
    }

    private static string Instead(string taken) => $"{taken} is taken instead.";

    private static string Word(bool flag) => flag ? "true" : "false";

    private static string Word(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Word(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
