/** What the registry says of a data set: where it comes from, under which terms, and how its files are recognised. */

/** A checksum, with the kind that the source publishes. */
export interface Digest {
  kind: "sha256" | "md5";
  hex: string;
}

/** A file to fetch from its public home. */
export interface RemoteFile {
  /** Its place in the set's folder. */
  path: string;
  url: string;
  /** Length in bytes, where known. */
  bytes?: number;
  /** Missing where no one publishes one: then only the contents can be checked. */
  digest?: Digest;
  /** Archives are unpacked beside themselves and then removed. */
  unpack?: "tar.gz" | "zip";
}

/** A file that loaders read, as it lies in the set's folder once everything is there. */
export interface ContentFile {
  path: string;
  bytes?: number;
  digest?: Digest;
}

export interface DataSet {
  /** The name on the command line and the folder's name. */
  name: string;
  title: string;
  /** The page that describes it. */
  home: string;
  /** The terms, as its makers state them. */
  licence: string;
  citation: string;
  /** Empty where the set has no public home: `note` then says how to come by it. */
  remote: RemoteFile[];
  contents: ContentFile[];
  note?: string;
}
