namespace Evenkeel.Guards;

/// <summary>What the documents tell people to type works.</summary>
[Collection("examples")]
public class DocumentTests
{
    /// <summary>Stands in for a document where there is none yet, since a theory needs a row.</summary>
    private const string None = "";

    public static TheoryData<string> Documents =>
        [.. Repository.Files("docs", ".md").Concat(new[] { "README.md", "CONTRIBUTING.md" }.Where(file => File.Exists(Repository.At(file)))).DefaultIfEmpty(None)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryCommand_Succeeds(string document)
    {
        if (document == None)
        {
            return;
        }

        List<string> failures = [];

        using ExampleRun run = new();
        foreach (MarkdownFence fence in MarkdownFence.Find(Repository.Read(document)).Where(fence => !fence.IsExempt))
        {
            if (fence.File is { } name)
            {
                run.Place(name, string.Join('\n', fence.Lines) + "\n");
            }

            foreach ((int line, ShellLine command) in fence.IsShell ? fence.Commands : [])
            {
                (int code, _, string error) = run.Run(command);
                if (code != ExitCodeOfSuccess)
                {
                    failures.Add($"{document}:{line}: {string.Join(' ', command.Words)}\n  ends with {code}: {error.Trim()}");
                }
            }
        }

        failures.ShouldBeEmpty("Mend the document or the command. A block that cannot run in a test opens with ```sh no-test and the reason.");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryExemptBlock_SaysWhy(string document) =>
        (document == None ? [] : MarkdownFence.Find(Repository.Read(document))).Where(fence => fence.IsExempt && fence.Reason.Length < 10).Select(fence => $"{document}:{fence.Line}")
            .ShouldBeEmpty("Write the reason after no-test: ```sh no-test it needs the network.");

    private const int ExitCodeOfSuccess = 0;
}
