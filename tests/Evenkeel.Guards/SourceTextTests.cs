namespace Evenkeel.Guards;

public class SourceTextTests
{
    [Theory]
    [InlineData("int a; // Evenkeel.Cli", "int a;")]
    [InlineData("int a; /* Evenkeel.Cli */ int b;", "int a;                    int b;")]
    [InlineData("f(\"a \\\" Evenkeel\") + 1", "f(               ) + 1")]
    [InlineData("f(@\"a \\\") + 1", "f(@     ) + 1")]
    [InlineData("f('\"') + x", "f(   ) + x")]
    [InlineData("f(\"\"\"a \" b\"\"\") + x", "f(           ) + x")]
    [InlineData("f(\"\") + \"b\" + x", "f(  ) +     + x")]
    public void CodeOf_KeepsCodeOnly(string source, string code) => SourceText.CodeOf(source).TrimEnd().ShouldBe(code);

    [Fact]
    public void CodeOf_KeepsLines()
    {
        const string Source = "a // one\n/* two\nthree */ b\n\"\"\"\nfour\n\"\"\" c";

        string code = SourceText.CodeOf(Source);

        code.Split('\n').Select(line => line.Trim()).ShouldBe(["a", "", "b", "", "", "c"]);
    }
}
