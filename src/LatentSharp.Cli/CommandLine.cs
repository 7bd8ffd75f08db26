using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;

namespace LatentSharp;

/// <summary>The program's entry: reads the command line, and turns what goes wrong into one sentence and an exit code.</summary>
internal static class CommandLine
{
    private const int Unexpected = 1, BadInput = 2;

    public static int Run(string[] args)
    {
        UseUtf8();
        var output = StandardOutput.Install();
        Terminal.Guard();
        using var end = new EndOnSignal();
        var exitCode = Run(args, end);
        return output.Failure is { } failure ? Fail($"The standard output cannot be written: {failure}.", BadInput) : exitCode;
    }

    private static int Run(string[] args, EndOnSignal end)
    {
        try
        {
            var parsed = CreateRoot().Parse(
                args.Length == 0 ? ["--help"] : args,
                new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            if (parsed.Action is ParseErrorAction) throw ParseErrors.Describe(parsed);
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception e) when (e is BadArgumentException or BadFileException
            or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            end.WaitIfEnding();
            return Fail(e.Message, BadInput);
        }
        catch (EndedBySignalException e)
        {
            return Fail(e.Message, e.ExitCode);
        }
        catch (Exception e)
        {
            end.WaitIfEnding();
            return Fail($"Something went wrong that should not have: {e.GetType().Name}: {e.Message}", Unexpected);
        }
    }

    private static RootCommand CreateRoot() => new(
        """
        Learns features from images, sequences, tables and texts.

          latent learn digits                       features of handwritten digits
          latent learn iris.csv --label species     features of a table
          latent features RUN new.csv --out f.csv   features of new data by a finished run
          latent cluster digits --clusters 10       rows that belong together
          latent search RUN new.csv --query 17      the rows that are most like one
          latent predict RUN new.csv --out c.csv    classes of new data by a finished classifier
          latent detect payments.csv                abnormal rows of a table, and why
          latent summarize story.txt                the sentences of a text that stand for it
        """)
    {
        LearnCommand.Create(), TransformCommands.Features(), PredictCommand.Create(), ForecastCommand.Create(),
        TransformCommands.Reconstruct(),
        EvaluateCommand.Create(), DetectCommand.Create(), ClusterCommand.Create(), SearchCommand.Create(), CompareCommand.Create(),
        TuneCommand.Create(), ExplainCommand.Create(), SummarizeCommand.Create(), DataCommand.Create(),
        GenerateCommand.Create(), InterpolateCommand.Create(), TraverseCommand.Create(),
        RestoreCommands.Denoise(), RestoreCommands.Enhance(), CompressCommands.Compress(), CompressCommands.Decompress(),
        ReproduceCommand.Create(),
    };

    private static int Fail(string sentence, int exitCode)
    {
        Console.Error.WriteLine(sentence.ReplaceLineEndings(" "));
        return exitCode;
    }

    private static void UseUtf8()
    {
        try
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }
        catch (IOException)
        {
            // There is no console whose code page could be changed; what is written is UTF-8 or what the caller chose.
        }
    }
}
