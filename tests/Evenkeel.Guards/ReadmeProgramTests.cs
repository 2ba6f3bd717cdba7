namespace Evenkeel.Guards;

/// <summary>The README's C# is a test's C#.</summary>
public sealed class ReadmeProgramTests
{
    private const string Source = "tests/Evenkeel.Tests/Initialization/ReadmeTests.cs";

    [Fact]
    public void ReadmeProgram_IsTheOneThatATestRuns()
    {
        string fence = Repository.Read("README.md").Split("```csharp")[1].Split("```")[0];
        string tested = Repository.Read(Source).Split("// README begins")[1].Split("// README ends")[0];

        string[] Lines(string text) => [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("using ", StringComparison.Ordinal))];
        Lines(fence).ShouldBe(Lines(tested), $"The README's program is not the one in {Source}: copy one over the other.");
    }
}
