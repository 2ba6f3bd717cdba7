using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Evenkeel.Cli.Options;
using Evenkeel.Experiments;
using Evenkeel.Tests.Shared;

namespace Evenkeel.Lab.Tests.Questions;

public partial class SnippetsQuestionTests
{
    public static TheoryData<string> Experiments =>
    [
        "data=circle",
        "data=digits&init=zero,xavier*0.01,he-normal,constant(0.5)&lr=0.05&seed=-7&repeats=2&train=200&test=20",
        "data=moon&hidden=16x5&activation=x*sigmoid(1.702*x)&init=torch:xavier_uniform(gain%3D5/3)&optimizer=adamw&weight-decay=0.01&clip=0.5&schedule=warmup(10)%2Bcosine",
        "data=square&hidden=none&loss=hinge&batch=10&steps=30&shuffle=none&train=60&test=40&target=0.8&rng=torch",
        "data=gauss&hidden=3&init=lsuv(he-normal),orthogonal(gain%3D1.5)&loss=mse&epochs=7",
        "data=circle&hidden=8x5&branch=2&activation=relu&init=fixup,branch-scaled(xavier),he-normal&lr=0.05",
    ];

    [Theory]
    [MemberData(nameof(Experiments))]
    public void CommandLine_ReadsBackAsTheSameExperiment(string query)
    {
        string line = Asking.Clean("snippets", query).GetProperty("commandLine").Text("code")!;
        ExperimentOptions options = new(several: true);
        Command compare = new("compare");
        options.AddTo(compare);

        ParseResult parsed = compare.Parse([.. Words(line).Skip(2)]);

        parsed.Errors.ShouldBeEmpty();
        options.Read(parsed).ShouldBe(ExperimentLink.Read(query, "").Spec);
    }

    [Fact]
    public void CommandLine_SaysNothingThatTheDataAlreadySays() =>
        Asking.Clean("snippets", "data=circle&hidden=6,3&activation=relu&lr=0.1&batch=full&seed=0").GetProperty("commandLine").Text("code").ShouldBe("evenkeel compare --data circle");

    [Theory]
    [MemberData(nameof(Experiments))]
    public void CSharp_Compiles(string query) => SnippetProgram.Complaints(Asking.Clean("snippets", query).GetProperty("csharp").Text("code")!).ShouldBeEmpty();

    [Theory]
    [InlineData("data=circle&init=xavier,xavier*0.01&steps=40&repeats=2&seed=3")]
    [InlineData("data=digits&hidden=20x2&init=he-normal&train=200&test=100&batch=50&steps=8&repeats=1&activation=relu")]
    public void CSharp_GivesTheSameLosses(string query)
    {
        ComparisonSpec spec = ExperimentLink.Read(query, "").Spec;
        ComparisonResult result = new Comparison(spec, Asking.Sources.Data(spec)).Run(1);

        string printed = SnippetProgram.Run(Asking.Clean("snippets", query).GetProperty("csharp").Text("code")!);

        printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ShouldBe(result.Runs.Select(run =>
            FormattableString.Invariant($"{run.Scheme} seed {run.Seed}: loss {run.InitialLoss:R} to {run.FinalLoss:R}, {run.TestAccuracy:P1} of unseen samples right")));
    }

    [PyTorchTheory]
    [InlineData("data=circle&activation=tanh&init=xavier,torch:linear.default,orthogonal,glorot-uniform&rng=torch&seed=3&steps=60&repeats=1", true)]
    [InlineData("data=moon&activation=tanh&init=xavier&rng=torch&steps=30&repeats=1&optimizer=adam&lr=0.01&weight-decay=0.01&clip=0.5&schedule=warmup(10)%2Bcosine", true)]
    [InlineData("data=gauss&hidden=8&activation=if(x<0,0.1*x,max(x,atan(x)^2))&init=xavier&rng=torch&steps=30&repeats=1&loss=mse", true)]
    [InlineData("data=square&hidden=8&activation=leaky-relu(0.2)&init=he-normal&rng=torch&steps=30&repeats=1&loss=hinge&batch=10&shuffle=none", true)]
    [InlineData("data=circle&hidden=8x5&branch=2&activation=tanh&init=xavier&rng=torch&steps=30&repeats=1&lr=0.05", true)]
    [InlineData("data=moon&hidden=7x4&branch=1&activation=tanh&init=xavier*0.1&rng=torch&steps=30&repeats=1&lr=0.05", true)]
    [InlineData("data=circle&hidden=8,8&activation=gelu&init=he-normal&seed=1&steps=200&repeats=1", false)]
    public void PyTorch_LearnsAndHasTheSameLossesFromTheSameWeights(string query, bool isSame)
    {
        ComparisonSpec spec = ExperimentLink.Read(query, "").Spec;
        ComparisonResult result = new Comparison(spec, Asking.Sources.Data(spec)).Run(1);
        string script = Asking.Clean("snippets", query).GetProperty("pytorch").Text("code")!;

        (double First, double Last)[] losses = [.. Printed().Matches(Python.Run(script)).Select(match => (Number(match, "first"), Number(match, "last")))];

        losses.Length.ShouldBe(result.Runs.Length);
        for (int i = 0; i < losses.Length; i++)
        {
            losses[i].Last.ShouldBeLessThan(losses[i].First);
            if (isSame)
            {
                // Both sum the mean of a batch's losses in float32, in an order of their own.
                losses[i].First.ShouldBe(result.Runs[i].InitialLoss, 1e-5 * result.Runs[i].InitialLoss);
                if (spec.Training.Batch == 0)
                {
                    // The script ends with the loss of all samples after the last step; over some dozen steps rounding grows to at most a thousandth.
                    losses[i].Last.ShouldBe(result.Runs[i].TestLoss, 1e-3 * result.Runs[i].TestLoss);
                }
            }
        }
    }

    private static double Number(Match match, string name) => double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    /// <summary>The words of a line as a shell splits it.</summary>
    private static IEnumerable<string> Words(string line) => ShellWord().Matches(line).Select(match => match.Value.Replace("'\\''", "\0", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Replace('\0', '\''));

    [GeneratedRegex(@"(?:'[^']*'|\\'|[^\s'])+")]
    private static partial Regex ShellWord();

    [GeneratedRegex(@"loss (?<first>\S+) to (?<last>[^\s,]+)")]
    private static partial Regex Printed();
}
