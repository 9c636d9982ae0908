"""The grammar kinds that a rule may subscribe to, as annotations: `def check(node: Schema) -> Iterator[Hit]`.

Each is a `Node` of the walk: `value` as it is written, `pointer`, `document`, `key`, `at(...)`. A rule sees an object
once, where it is defined; references and boolean schemas are not shown, except to subscribers of `Reference`.
"""

from typing import Annotated, TypeAlias

from govtool.model.walk import Node

AsyncAPI: TypeAlias = Annotated[Node, "AsyncAPI"]
Callback: TypeAlias = Annotated[Node, "Callback"]
Channel: TypeAlias = Annotated[Node, "Channel"]
Components: TypeAlias = Annotated[Node, "Components"]
Contact: TypeAlias = Annotated[Node, "Contact"]
Discriminator: TypeAlias = Annotated[Node, "Discriminator"]
Encoding: TypeAlias = Annotated[Node, "Encoding"]
Example: TypeAlias = Annotated[Node, "Example"]
ExternalDocs: TypeAlias = Annotated[Node, "ExternalDocs"]
Header: TypeAlias = Annotated[Node, "Header"]
Info: TypeAlias = Annotated[Node, "Info"]
Items: TypeAlias = Annotated[Node, "Items"]
License: TypeAlias = Annotated[Node, "License"]
Link: TypeAlias = Annotated[Node, "Link"]
MediaType: TypeAlias = Annotated[Node, "MediaType"]
Message: TypeAlias = Annotated[Node, "Message"]
MessageTrait: TypeAlias = Annotated[Node, "MessageTrait"]
OAuthFlow: TypeAlias = Annotated[Node, "OAuthFlow"]
OAuthFlows: TypeAlias = Annotated[Node, "OAuthFlows"]
OpenAPI: TypeAlias = Annotated[Node, "OpenAPI"]
Operation: TypeAlias = Annotated[Node, "Operation"]
OperationTrait: TypeAlias = Annotated[Node, "OperationTrait"]
Parameter: TypeAlias = Annotated[Node, "Parameter"]
PathItem: TypeAlias = Annotated[Node, "PathItem"]
Paths: TypeAlias = Annotated[Node, "Paths"]
Reference: TypeAlias = Annotated[Node, "Reference"]
RequestBody: TypeAlias = Annotated[Node, "RequestBody"]
Response: TypeAlias = Annotated[Node, "Response"]
Responses: TypeAlias = Annotated[Node, "Responses"]
Schema: TypeAlias = Annotated[Node, "Schema"]
SecurityRequirement: TypeAlias = Annotated[Node, "SecurityRequirement"]
SecurityScheme: TypeAlias = Annotated[Node, "SecurityScheme"]
Server: TypeAlias = Annotated[Node, "Server"]
ServerVariable: TypeAlias = Annotated[Node, "ServerVariable"]
Tag: TypeAlias = Annotated[Node, "Tag"]
XML: TypeAlias = Annotated[Node, "XML"]
