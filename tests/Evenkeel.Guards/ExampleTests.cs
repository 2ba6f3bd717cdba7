using Evenkeel.Cli.Host;

namespace Evenkeel.Guards;

/// <summary>The reader of documents is held to what it promises too; else it would pass by finding nothing.</summary>
[Collection("examples")]
public class ExampleTests
{
    private static readonly Shell Silent = new() { Out = TextWriter.Null, Error = TextWriter.Null, In = Stream.Null };

    [Theory]
    [InlineData("evenkeel a --b c", "evenkeel|a|--b|c")]
    [InlineData("evenkeel a   # why", "evenkeel|a")]
    [InlineData("evenkeel 'xavier*0.01,he normal' \"5/3\"", "evenkeel|xavier*0.01,he normal|5/3")]
    [InlineData("evenkeel --init='a b'c", "evenkeel|--init=a bc")]
    [InlineData("evenkeel '' a#b", "evenkeel||a#b")]
    [InlineData("evenkeel a | head -3", "evenkeel|a")]
    public void Read_SplitsLikeAShell(string line, string words) => string.Join('|', ShellLine.Read(line).Words).ShouldBe(words);

    [Fact]
    public void Read_TakesRedirectionsOut()
    {
        ShellLine line = ShellLine.Read("evenkeel predict < points.csv --json > out.json");

        line.Words.ShouldBe(["evenkeel", "predict", "--json"]);
        line.InputFile.ShouldBe("points.csv");
        line.OutputFile.ShouldBe("out.json");
    }

    [Theory]
    [InlineData("evenkeel a && evenkeel b")]
    [InlineData("evenkeel $HOME")]
    [InlineData("evenkeel 'a")]
    public void Read_RefusesWhatItWouldMisread(string line) => Should.Throw<FormatException>(() => ShellLine.Read(line)).Message.ShouldStartWith("An example ");

    [Fact]
    public void Find_SeesBlocksTheirTagsAndTheirCommands()
    {
        const string Text = """
            # Title
            evenkeel not in a block
            ```console
            $ ./evenkeel compare \
                --json
            evenkeel: a message
            ```
            ```sh no-test it opens a port
            evenkeel lab
            ```
            ````csv file=points.csv
            1,2
            ````
            ```sh
            cd somewhere
            evenkeel
            ```
            """;

        IReadOnlyList<MarkdownFence> fences = MarkdownFence.Find(Text);

        fences.Select(fence => fence.Line).ShouldBe([3, 8, 11, 14]);
        fences.Select(fence => fence.IsShell).ShouldBe([true, true, false, true]);
        fences.Select(fence => fence.Reason).ShouldBe(["", "it opens a port", "", ""]);
        fences.Select(fence => fence.File).ShouldBe([null, null, "points.csv", null]);
        (int line, ShellLine command) = fences[0].Commands.ShouldHaveSingleItem();
        line.ShouldBe(4);
        command.Arguments.ShouldBe(["compare", "--json"]);
        fences[3].Commands.ShouldHaveSingleItem().Command.IsEvenkeel.ShouldBeTrue();
    }

    [Fact]
    public void Find_RefusesABlockThatDoesNotClose() =>
        Should.Throw<FormatException>(() => MarkdownFence.Find("a\n```sh\nb")).Message.ShouldBe("The block that opens in line 2 does not close.");

    [Fact]
    public void Of_FindsTheExampleOfADescription() =>
        ExampleText.Of("Does it.\n\nExample:\n  evenkeel do it --now\n").ShouldHaveSingleItem().Words.ShouldBe(["evenkeel", "do", "it", "--now"]);

    [Fact]
    public void Of_FindsNothingWhereThereIsNone() => ExampleText.Of("Does it, for example well.").ShouldBeEmpty();

    [Theory]
    [InlineData("compare --epochs 20 --batch 1000 --json", "compare --epochs 1 --batch 100 --json --repeats 1 --train 500 --test 200")]
    [InlineData("compare --steps=3000", "compare --steps 20 --repeats 1 --train 500 --test 200")]
    [InlineData("compare --repeats 5 --train 100", "compare --repeats 1 --train 100 --epochs 1 --test 200")]
    [InlineData("compare --data points.csv --batch full", "compare --data points.csv --batch full --epochs 1 --repeats 1")]
    [InlineData("compare --epochs many", "compare --epochs many --repeats 1 --train 500 --test 200")]
    [InlineData("train --data moon --save m.safetensors", "train --data moon --save m.safetensors --epochs 1 --train 500 --test 200")]
    [InlineData("compare --help", "compare --help")]
    [InlineData("demo chain --train", "demo chain --train")]
    [InlineData("data show digits --train 9000", "data show digits --train 9000")]
    [InlineData("--version", "--version")]
    public void Shrink_MakesTrainingSmallAndNothingElse(string line, string small) => string.Join(' ', ExampleRun.Shrink(line.Split(' '), Silent)).ShouldBe(small);

    [Fact]
    public void Run_GivesCodeAndMessageOfAFailure()
    {
        using ExampleRun run = new();

        (int code, string output, string error) = run.Run(ShellLine.Read("evenkeel compare --init hee-normal --data circle"));

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldBe($"evenkeel: Unknown initializer 'hee-normal'. Did you mean 'he-normal'?{Environment.NewLine}");
    }

    [Fact]
    public void Run_WritesRedirectedOutputIntoItsFolder()
    {
        using ExampleRun run = new();

        (int code, _, string error) = run.Run(ShellLine.Read("evenkeel compare --data circle --init xavier --json > out.json"));

        code.ShouldBe(0, error);
        File.ReadAllText("out.json").ShouldStartWith("{");
    }
}
