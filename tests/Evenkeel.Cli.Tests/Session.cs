using System.Text;
using System.Text.Json;
using Evenkeel.Cli.Host;

namespace Evenkeel.Cli.Tests;

/// <summary>A person at a terminal or a pipe, with a folder of their own: lines go in, texts and codes come out.</summary>
internal sealed class Session : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-cli-");

    public bool IsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public int Width { get; init; } = 100;

    public Dictionary<string, string> Environment { get; } = [];

    public long Memory { get; init; } = 4L << 30;

    public CancellationToken Stop { get; init; }

    public string Input { get; init; } = "";

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public void Place(string name, string text) => File.WriteAllText(PathOf(name), text);

    public void Place(string name, byte[] bytes) => File.WriteAllBytes(PathOf(name), bytes);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Runs a line split at spaces; <c>{dir}</c> is the folder.</summary>
    public Answer Run(string line) => Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public Answer Run(string[] words)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        int code = CommandLine.Run([.. words.Select(word => word.Replace("{dir}", folder.FullName, StringComparison.Ordinal))], new()
        {
            Out = output,
            Error = error,
            In = new MemoryStream(Encoding.UTF8.GetBytes(Input)),
            OutIsTerminal = IsTerminal,
            ErrorIsTerminal = ErrorIsTerminal,
            Width = Width,
            Memory = Memory,
            Variable = Environment.GetValueOrDefault,
            Stop = Stop,
        });
        return new(code, output.ToString(), error.ToString().Replace(folder.FullName, "{dir}", StringComparison.Ordinal));
    }

    /// <summary>Runs a line that must succeed, and reads its JSON.</summary>
    public JsonElement Json(string line)
    {
        Answer answer = Run(line);
        answer.Code.ShouldBe(0, answer.Error);
        return answer.Json();
    }

    public void Dispose() => folder.Delete(recursive: true);

    internal sealed record Answer(int Code, string Output, string Error)
    {
        public string[] Lines => Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

        public JsonElement Json() => JsonDocument.Parse(Output).RootElement;
    }
}
