using Evenkeel.Cli.Host;

namespace Evenkeel.Cli.Tests;

public sealed class HostTests : IDisposable
{
    private static readonly Shell Silent = new() { Out = TextWriter.Null, Error = TextWriter.Null, In = Stream.Null };

    private readonly Session session = new();

    public void Dispose() => session.Dispose();

    [Theory]
    [InlineData("--help", "Usage: evenkeel COMMAND [options]")]
    [InlineData("compare --help", "Usage: evenkeel compare [options]")]
    [InlineData("predict --help", "Usage: evenkeel predict MODEL [INPUT …] [options]")]
    [InlineData("demo chain -h", "Usage: evenkeel demo chain [options]")]
    [InlineData("data show --help", "Usage: evenkeel data show DATA [options]")]
    public void Help_ShowsHowACommandIsTyped(string line, string usage)
    {
        Session.Answer answer = session.Run(line);

        answer.Code.ShouldBe(0, answer.Error);
        answer.Lines.ShouldContain(usage);
    }

    [Fact]
    public void Help_EndsWithTheExample() =>
        session.Run("predict --help").Lines[^2..].ShouldBe(["Example:", "  evenkeel predict circle.safetensors points.csv"]);

    [Theory]
    [InlineData("com", "compare|completion")]
    [InlineData("compare --acti", "--activation")]
    [InlineData("compare --optimizer ada", "adam|adamw")]
    [InlineData("compare --activation soft", "softplus|softsign")]
    [InlineData("completion z", "zsh")]
    [InlineData("probe --framework k", "keras")]
    [InlineData("probe --fail-on w", "warning")]
    [InlineData("theory soft", "softplus|softsign")]
    [InlineData("sweep sub", "submit")]
    [InlineData("sweep submit --part", "--partition")]
    public void Completion_OffersWhatFits(string typed, string offered)
    {
        Session.Answer answer = session.Run([$"[suggest:{typed.Length}]", typed]);

        string.Join('|', answer.Lines).ShouldBe(offered);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("pwsh")]
    [InlineData("fish")]
    public void Completion_HasAScript(string shell) => session.Run($"completion {shell}").Output.ShouldContain("[suggest:");

    [Fact]
    public void DataList_NamesAllAndSaysWhatIsMissing()
    {
        string text = session.Run("data list").Output;

        foreach (string name in new[] { "circle", "moon", "square", "gauss", "spiral", "xor", "digits", "shapeset", "blobs", "linear-modes", "image", "mnist", "fashion-mnist", "cifar10" })
        {
            text.ShouldContain($"  {name} ");
        }

        session.Json("data list --json").EnumerateObject().First().Value.GetArrayLength().ShouldBe(14);
    }

    [Fact]
    public void DataShow_DrawsPointsAndImages()
    {
        session.Run("data show circle").Output.ShouldStartWith("circle: 100 samples to train, the same to test; inputs 2\nclasses: 0 (50), 1 (50)\n");
        session.Run("data show digits --train 20 --test 10").Lines.ShouldContain(line => line.Contains('@'));

        // The border of an image of shapeset is its ground, one grey; in [−1, 1] that is seldom below 0 and above 0 in no image.
        string[] shapes = session.Run("data show shapeset --train 20 --test 10").Lines;
        shapes[0].ShouldBe("shapeset: 20 samples to train, 10 to test; inputs 32×32");
        shapes[3..35].ShouldAllBe(line => line.Length == 0 || line.Substring(0, 1) == shapes[3].Substring(0, 1), "each row of the first image begins with its ground");
        shapes[3..35].SelectMany(line => line).Distinct().Count().ShouldBeGreaterThan(4, "grounds and shapes of four images differ in grey");
    }

    [Fact]
    public void Root_MakesOnlyTheCommandThatALineNames()
    {
        foreach (string name in CommandLine.Root(Silent).Subcommands.Select(command => command.Name))
        {
            CommandLine.Root(Silent, name, "compare").Subcommands.ShouldHaveSingleItem().Name.ShouldBe(name);
        }
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("dat")]
    [InlineData("[suggest:3]")]
    public void Root_MakesAllCommandsWhereALineNamesNone(string first) =>
        CommandLine.Root(Silent, first, "data").Subcommands.Select(command => command.Name).ShouldBe(CommandLine.Root(Silent).Subcommands.Select(command => command.Name));
}
