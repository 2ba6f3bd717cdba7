using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Evenkeel.Interchange.Models;

/// <summary>Rules of roles as a JSON object; read token by token, so that messages can name lines.</summary>
internal static class RoleRulesJson
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 8 };

    public static ImmutableArray<RoleRule> Read(string text, string source)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Utf8JsonReader reader = new(bytes, Options);
        ImmutableArray<RoleRule>.Builder rules = ImmutableArray.CreateBuilder<RoleRule>();
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                int line = Line(bytes, reader.TokenStartIndex);
                rules.Add(ReadRule(ref reader, bytes, source, line, reader.GetString()!));
            }

            // Reading on finds what stands behind the object.
            while (reader.Read())
            {
            }
        }
        catch (JsonException problem)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{source}, line {problem.LineNumber.GetValueOrDefault() + 1}: it is no JSON: {problem.Message.Split(" LineNumber")[0]}"), problem);
        }

        return rules.ToImmutable();
    }

    private static RoleRule ReadRule(ref Utf8JsonReader reader, byte[] bytes, string source, int line, string pattern)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"{source}, line {line}");
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return RoleRules.Rule(place, line, pattern, reader.GetString()!, []);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException($"{place}: '{pattern}' needs a role, such as \"dense\", or an object with one, such as {{ \"role\": \"conv\", \"groups\": 2 }}.");
        }

        string? role = null;
        List<(string, string)> settings = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            string value = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                _ => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{source}, line {Line(bytes, reader.TokenStartIndex)}: {name} needs a word or a number.")),
            };
            if (name == "role")
            {
                role = value;
            }
            else
            {
                settings.Add((name, value));
            }
        }

        return RoleRules.Rule(place, line, pattern, role ?? throw new FormatException($"{place}: '{pattern}' has no role; add \"role\", one of {string.Join(", ", ModelRoles.AllWords)}."), settings);
    }

    private static int Line(byte[] bytes, long at) => 1 + bytes.AsSpan(0, (int)at).Count((byte)'\n');
}
