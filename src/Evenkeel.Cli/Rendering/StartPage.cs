using Evenkeel.Calibration;
using Evenkeel.Cli.Host;
using Evenkeel.Initialization.Schemes;

namespace Evenkeel.Cli.Rendering;

/// <summary>A start that looks at data or at a whole network, on a page: what it does, what it takes, and where it is from.</summary>
internal static class StartPage
{
    public static void Write(Shell shell, StartEntry entry, IStart start, bool asJson)
    {
        if (asJson)
        {
            shell.WriteJson(document =>
            {
                document.WriteString("name", entry.Name);
                document.WriteString("canonical", start.Name);
                document.WriteString("formula", start.Formula);
                document.WriteString("purpose", entry.Purpose);
                document.WriteString("pitfall", entry.Pitfall);
                document.WriteString("source", entry.Source.ToString());
                document.WriteStartArray("arguments");
                foreach (SchemeArgument argument in entry.Arguments)
                {
                    document.WriteStartObject();
                    document.WriteString("name", argument.Name);
                    document.WriteString("default", argument.Default);
                    document.WriteString("meaning", argument.Meaning);
                    document.WriteEndObject();
                }

                document.WriteEndArray();
            });
            return;
        }

        shell.Say(start.Name);
        shell.Say($"  {PlainFormula.Of(start.Formula)}", hang: 4);
        shell.Say(entry.Purpose);
        shell.Say($"Mind: {entry.Pitfall}");
        shell.Say($"From: {entry.Source}");
        foreach (SchemeArgument argument in entry.Arguments)
        {
            shell.Say($"  {argument}: {argument.Meaning}", hang: 4);
        }

        shell.Say($"For train and compare, as in 'evenkeel compare --init xavier,{entry.Name}'.");
    }
}
