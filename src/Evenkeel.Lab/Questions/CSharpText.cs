using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Interchange;
using Evenkeel.Networks;
using Evenkeel.Training;

namespace Evenkeel.Lab.Questions;

/// <summary>An experiment as a C# program that reproduces it to the last bit.</summary>
internal static class CSharpText
{
    /// <summary>Writes the program.</summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="version">The package's version; empty for the newest.</param>
    /// <returns>The program, one file for <c>dotnet run</c>, and what must be known of it; null where nothing must.</returns>
    public static (string Program, string? Remark) Of(ComparisonSpec spec, string version)
    {
        (string load, bool isFile) = Data(spec.Data);
        string program = $$"""
            #:{{(isFile ? "project ../src/Evenkeel.Interchange" : version.Length == 0 ? "package Evenkeel@*" : $"package Evenkeel@{version}")}}
            using Evenkeel.Data;
            using Evenkeel.Experiments;{{(isFile ? "\nusing Evenkeel.Interchange;" : "")}}
            using Evenkeel.Networks;
            using Evenkeel.Numerics;
            using Evenkeel.Training;

            ComparisonSpec spec = new()
            {
                Data = new DataSpec { {{Fields(DataFields(spec.Data))}} },
                Network = new NetworkSpec { {{Fields(NetworkFields(spec.Network))}} },
                Training = new TrainingSpec { {{Fields(TrainingFields(spec.Training))}} },
                Schemes = [{{string.Join(", ", spec.Schemes.Select(Text))}}],
                Seed = {{Invariant(spec.Seed)}},
                Rng = {{Text(spec.Rng)}},
                Repeats = {{Invariant(spec.Repeats)}},
                Target = {{Real(spec.Target)}},
            };
            Seed seed = spec.Seed;
            {{load}}
            ComparisonResult result = new Comparison(spec, data).Run(threads: Environment.ProcessorCount);
            foreach (RunResult run in result.Runs)
            {
                Console.WriteLine(FormattableString.Invariant($"{run.Scheme} seed {run.Seed}: loss {run.InitialLoss:R} to {run.FinalLoss:R}, {run.TestAccuracy:P1} of unseen samples right"));
            }

            """.ReplaceLineEndings("\n");
        return (program, isFile ? "Data from a file is read by Evenkeel.Interchange, which comes with Evenkeel's sources: put the path to it into the first line, and that of your file into the program." : null);
    }

    private static (string Load, bool IsFile) Data(DataSpec data)
    {
        string train = "seed.For(\"data.train\")";
        string test = "seed.For(\"data.test\")";
        if (ToyData.Find(data.Name) is { } toy)
        {
            string points = $"IDataSet points = ToyData.Find({Text(toy.Name)})!.Generate({Invariant(data.Train ?? DataSource.DefaultToyCount)}, {train});";
            string judges = data.Test is { } count ? $"ToyData.Find({Text(toy.Name)})!.Generate({Invariant(Math.Max(2, count))}, {test})" : "points";
            return ($"{points}\nDataSplit data = new(points, {judges});", false);
        }

        return data.Name switch
        {
            "digits" => ($"DataSplit data = new(Digits.Generate({Invariant(data.Train ?? DataSource.DefaultTrainCount)}, {train}), Digits.Generate({Invariant(data.Test ?? DataSource.DefaultTestCount)}, {test}));", false),
            "shapeset" => ($"DataSplit data = new({Shapes(data.Train ?? DataSource.DefaultShapesetTrainCount, train)}, {Shapes(data.Test ?? DataSource.DefaultShapesetTestCount, test)});", false),
            "blobs" => ($"DataSplit data = Blobs.Generate({Invariant(data.Train ?? DataSource.DefaultBlobsTrainCount)}, {Invariant(data.Test ?? DataSource.DefaultBlobsTestCount)}, seed);", false),
            "linear-modes" => ($"IDataSet train = {First("LinearModes.Generate(seed)", data.Train)};\nDataSplit data = new(train, {(data.Test is null ? "train" : First("LinearModes.Generate(seed)", data.Test))});", false),
            "image" => ($"(IDataSet train, IDataSet test, _) = FormulaPicture.Generate();\nDataSplit data = new({First("train", data.Train)}, {First("test", data.Test)});", false),
            _ => ("DataSplit data = DataSource.Load(spec.Data.Name, new() { Seed = seed, Label = spec.Data.Label, Regression = spec.Data.Regression, Standardise = spec.Data.Standardize, TrainCount = spec.Data.Train, TestCount = spec.Data.Test, TestFraction = spec.Data.TestFraction });", true),
        };
    }

    /// <summary>Beyond 50,000, drawing an image again costs less than keeping it.</summary>
    private static string Shapes(int count, string seed) => $"Shapeset.{(count <= 50_000 ? "Generate" : "Stream")}({Invariant(count)}, {seed})";

    private static string First(string set, int? count) => count is { } some ? $"new SliceDataSet({set}, 0, {Invariant(some)})" : set;

    private static IEnumerable<string> DataFields(DataSpec data)
    {
        yield return $"Name = {Text(data.Name.StartsWith("upload:", StringComparison.Ordinal) ? "data.csv" : data.Name)}";
        if (data.Label is { } label)
        {
            yield return $"Label = {Text(label)}";
        }

        if (data.Regression)
        {
            yield return "Regression = true";
        }

        if (data.Standardize)
        {
            yield return "Standardize = true";
        }

        if (data.Train is { } train)
        {
            yield return $"Train = {Invariant(train)}";
        }

        if (data.Test is { } test)
        {
            yield return $"Test = {Invariant(test)}";
        }

        if (data.TestFraction != new DataSpec().TestFraction)
        {
            yield return $"TestFraction = {Real(data.TestFraction)}";
        }
    }

    private static IEnumerable<string> NetworkFields(NetworkSpec network)
    {
        yield return $"Hidden = [{Widths(network.Hidden)}]";
        yield return $"Activation = {Text(network.Activation)}";
        yield return $"Loss = LossKind.{network.Loss}";
        if (!network.Bias)
        {
            yield return "Bias = false";
        }

        if (network.Outputs != 0)
        {
            yield return $"Outputs = {Invariant(network.Outputs)}";
        }

        if (network.Branch != 0)
        {
            yield return $"Branch = {Invariant(network.Branch)}";
        }
    }

    private static IEnumerable<string> TrainingFields(TrainingSpec training)
    {
        yield return $"Optimizer = {Text(training.Optimizer)}";
        yield return $"LearningRate = {Real(training.LearningRate)}";
        yield return $"Batch = {Invariant(training.Batch)}";
        yield return training.Steps is { } steps ? $"Steps = {Invariant(steps)}" : $"Epochs = {Invariant(training.Epochs)}";
        if (training.Schedule != "constant")
        {
            yield return $"Schedule = {Text(training.Schedule)}";
        }

        if (training.WeightDecay != 0)
        {
            yield return $"WeightDecay = {Real(training.WeightDecay)}";
        }

        if (training.Clip is { } clip)
        {
            yield return $"Clip = {Real(clip)}";
        }

        if (training.Shuffle != Shuffle.Seeded)
        {
            yield return $"Shuffle = Shuffle.{training.Shuffle}";
        }
    }

    /// <summary>Equal widths one after the other need not be written one by one; more than a few are.</summary>
    private static string Widths(ImmutableArray<int> widths) =>
        widths.Length > 8 && widths.Distinct().Count() == 1 ? $".. Enumerable.Repeat({Invariant(widths[0])}, {Invariant(widths.Length)})" : string.Join(", ", widths.Select(width => Invariant(width)));

    private static string Fields(IEnumerable<string> fields) => string.Join(", ", fields);

    private static string Text(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char letter in text)
        {
            quoted.Append(letter is '"' or '\\' ? $"\\{letter}" : char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter.ToString());
        }

        return quoted.Append('"').ToString();
    }

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Real(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
