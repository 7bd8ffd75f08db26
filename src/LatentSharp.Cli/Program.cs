return LatentSharp.CommandLine.Run(args);
