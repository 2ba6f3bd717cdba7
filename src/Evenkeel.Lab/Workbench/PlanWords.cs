using System.Globalization;
using Evenkeel.Experiments;
using Evenkeel.Networks;
using Evenkeel.Training;

namespace Evenkeel.Lab.Workbench;

/// <summary>A specification in the words of the address and the command line, a word for every key that applies.</summary>
internal static class PlanWords
{
    /// <summary>Says all.</summary>
    public static Dictionary<string, string> Of(ComparisonSpec spec)
    {
        Dictionary<string, string> words = new()
        {
            ["data"] = spec.Data.Name,
            ["hidden"] = ExperimentText.Widths(spec.Network.Hidden),
            ["activation"] = spec.Network.Activation,
            ["loss"] = ExperimentText.Loss(spec.Network.Loss),
            ["init"] = string.Join(',', spec.Schemes),
            ["seed"] = Word(spec.Seed),
            ["rng"] = spec.Rng,
            ["repeats"] = Word(spec.Repeats),
            ["target"] = Word(spec.Target),
        };
        AddTraining(words, spec.Training);
        Add(words, "train", spec.Data.Train);
        Add(words, "test", spec.Data.Test);
        if (spec.Data.Label is { } label) words["label"] = label;
        if (spec.Data.Regression) words["regression"] = "true";
        if (spec.Data.Standardize) words["standardize"] = "true";
        return words;
    }

    private static void AddTraining(Dictionary<string, string> words, TrainingSpec training)
    {
        words["optimizer"] = training.Optimizer;
        words["lr"] = Word(training.LearningRate);
        words["schedule"] = training.Schedule;
        words["batch"] = ExperimentText.Batch(training.Batch);
        words["weight-decay"] = Word(training.WeightDecay);
        words["shuffle"] = ExperimentText.Order(training.Shuffle);
        if (training.Clip is { } clip) words["clip"] = Word(clip);
        if (training.Steps is { } steps) words["steps"] = Word(steps);
        else words["epochs"] = Word(training.Epochs);
    }

    private static void Add(Dictionary<string, string> words, string key, int? value)
    {
        if (value is { } number) words[key] = Word(number);
    }

    private static string Word<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
